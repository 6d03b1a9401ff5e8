import { say, type Words } from '../../dialogs/dialog.ts';
import type { Pass } from '../domain/sheet.ts';
import { type Element, element, type Paper, print, tag, widthOf } from './paper.ts';
import { COLOUR, type Style } from './style.ts';

/** What stands in a box: a mark, none, a question mark for open or unanswered, or nothing yet in a pass not begun. */
export type Mark = 'yes' | 'no' | 'open' | 'none' | 'blank';

/** How a mark reads in extracted text. The font lacks ☒, so it is drawn and the text is given with it. */
const TEXT: Readonly<Record<Mark, string>> = {
  yes: '☒',
  no: '☐',
  open: '?',
  none: '?',
  blank: '☐',
};

const style = (face: Style['face'], size: number, colour: string): Style => ({
  face,
  size,
  leading: size,
  colour,
});

const BOX = style('regular', 18, COLOUR.ink);
const BLANK = style('regular', 18, COLOUR.blank);
const CROSS = style('strong', 17, COLOUR.ink);
const QUESTION = style('strong', 8, COLOUR.warning);

/** Width and height of the space of a box, in points. */
export const BOX_SIZE = 11;

export function markOf(pass: Pass | undefined, indicatorId: string): Mark {
  if (!pass) return 'blank';
  return pass.answers[indicatorId] ?? 'none';
}

export const wordsOf = (mark: Mark): Words =>
  mark === 'blank' ? say('sheet:legend.blank') : say(`assessment:answer.${mark}`);

function centred(paper: Paper, text: string, x: number, y: number, look: Style): void {
  print(paper, text, x + (BOX_SIZE - widthOf(paper, text, look)) / 2, y, look);
}

function drawBox(paper: Paper, mark: Mark, x: number, y: number): void {
  paper.doc.markContent('Span', { actual: TEXT[mark] });
  centred(paper, '□', x, y - 7.6, mark === 'blank' ? BLANK : BOX);
  if (mark === 'yes') centred(paper, '×', x, y - 7, CROSS);
  if (mark === 'open' || mark === 'none') centred(paper, '?', x, y + 0.4, QUESTION);
  paper.doc.endMarkedContent();
}

/** Draws a box with its upper left corner at x, y as an element of its own, which screen readers speak as a word. */
export function box(
  paper: Paper,
  parent: Element,
  { mark, spoken, x, y }: { mark: Mark; spoken: string; x: number; y: number },
): void {
  const span = element(paper, parent, 'Span', { alt: spoken });
  tag(paper, span, () => drawBox(paper, mark, x, y));
}
