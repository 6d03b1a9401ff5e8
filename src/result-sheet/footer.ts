import { say } from '../../dialogs/dialog.ts';
import { clip } from './lines.ts';
import type { Paper } from './paper.ts';
import { COLOUR, PAGE, RIGHT, STYLE } from './style.ts';
import { print, rule, set, widthOf } from './text.ts';
import type { Content } from './words.ts';

const LINES = [PAGE.height - 42, PAGE.height - 31] as const;

/** Draws the foot of a page: whose sheet it is, that it is confidential, which page of how many, and its making. */
export function drawFooter(
  paper: Paper,
  { sheet, german }: Content,
  printedAt: string,
  { page, of }: { page: number; of: number },
): void {
  const style = STYLE.footer;
  const right = (text: string, y: number) =>
    print(paper, text, RIGHT - widthOf(paper, text, style), y, style);
  const owner = say('sheet:footer.owner', {
    reference: { plain: sheet.reference.replace(/\s+/g, ' ') },
  });
  const [shown = ''] = clip(
    set(paper, german(owner), style, 380).map(({ text }) => text),
    1,
  );
  rule(paper, PAGE.left, RIGHT, LINES[0] - 5, COLOUR.line);
  print(paper, shown, PAGE.left, LINES[0], style);
  right(german(say('sheet:footer.page', { page, of })), LINES[0]);
  const printed = say('sheet:footer.printed', { moment: { date: printedAt, style: 'moment' } });
  print(paper, german(printed), PAGE.left, LINES[1], style);
  right(german(say('sheet:footer.made')), LINES[1]);
}
