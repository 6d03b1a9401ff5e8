import { assessment } from './assessment.ts';
import { cases } from './cases.ts';
import type { Dialog, DialogName } from './dialog.ts';
import { menu } from './menu.ts';

/** Every dialog by its name. The menu is at the bottom of every conversation. */
export const dialogs: Readonly<Record<DialogName, Dialog>> = { menu, assessment, cases };
