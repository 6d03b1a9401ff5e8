import type { CSSResult } from 'lit';
import { base } from './styles/base.ts';
import { controls } from './styles/controls.ts';
import { frame } from './styles/frame.ts';
import { messages } from './styles/messages.ts';
import { print } from './styles/print.ts';

/** All styles of the chat; the later ones count before the earlier. */
export const styles: CSSResult[] = [base, frame, messages, controls, print];
