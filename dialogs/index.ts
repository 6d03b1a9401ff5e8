import { assessment } from './assessment.ts';
import { callback } from './callback.ts';
import { callbacks } from './callbacks.ts';
import { cases } from './cases.ts';
import { course } from './course.ts';
import type { Dialog, DialogName } from './dialog.ts';
import { advice, voucher } from './guidance.ts';
import { menu } from './menu.ts';
import { welcome } from './welcome.ts';

/** Every dialog by its name. The menu is at the bottom of a case worker's conversation, the welcome of a visitor's. */
export const dialogs: Readonly<Record<DialogName, Dialog>> = {
  menu,
  assessment,
  cases,
  callbacks,
  welcome,
  course,
  advice,
  voucher,
  callback,
};
