import { say, type Words } from '../../dialogs/dialog.ts';
import type { Pass } from '../domain/sheet.ts';
import type { Paper } from './paper.ts';
import { decorate, type Element, element, tag } from './structure.ts';
import { COLOUR, type Style } from './style.ts';
import { widthOf } from './text.ts';

/** What stands in a box: a mark, none, a question mark for open or unanswered, or nothing yet in a pass not begun. */
export type Mark = 'yes' | 'no' | 'open' | 'none' | 'blank';

const BOX: Style = { face: 'symbols', size: 12.5, leading: 12.5, colour: COLOUR.ink };
const BLANK: Style = { ...BOX, colour: COLOUR.blank };
const QUESTION: Style = { face: 'strong', size: 8.5, leading: 8.5, colour: COLOUR.warning };

/** There is no character for a box with a question mark: its frame is drawn. */
const SIGN: Readonly<Record<Mark, { text: string; style: Style; framed: boolean }>> = {
  yes: { text: '☒', style: BOX, framed: false },
  no: { text: '☐', style: BOX, framed: false },
  blank: { text: '☐', style: BLANK, framed: false },
  open: { text: '?', style: QUESTION, framed: true },
  none: { text: '?', style: QUESTION, framed: true },
};

/** The frame as the font draws it, in parts of its size: from the baseline up, and in the middle of its width. */
const FRAME = { side: 0.66, bottom: 0.03, stroke: 0.06 };

/** Width of a box with the space around it, in points. */
export const BOX_WIDTH = 10.3;

export function markOf(pass: Pass | undefined, indicatorId: string): Mark {
  if (!pass) return 'blank';
  return pass.answers[indicatorId] ?? 'none';
}

export const wordsOf = (mark: Mark): Words =>
  mark === 'blank' ? say('sheet:legend.blank') : say(`assessment:answer.${mark}`);

function frame({ doc }: Paper, x: number, baseline: number): void {
  const side = FRAME.side * BOX.size;
  const left = x + (BOX_WIDTH - side) / 2;
  const top = baseline - FRAME.bottom * BOX.size - side;
  doc.lineWidth(FRAME.stroke * BOX.size).strokeColor(BOX.colour);
  doc.rect(left, top, side, side).stroke();
}

/** Prints a box that stands at x as an element of its own, which screen readers speak as the word `spoken`. */
export function box(
  paper: Paper,
  parent: Element,
  { mark, spoken, x, baseline }: { mark: Mark; spoken: string; x: number; baseline: number },
): void {
  const { text, style, framed } = SIGN[mark];
  if (framed) decorate(paper, () => frame(paper, x, baseline));
  const span = element(paper, parent, 'Span', { alt: spoken });
  const left = x + (BOX_WIDTH - widthOf(paper, text, style)) / 2;
  const raised = framed ? 1.7 : 0;
  tag(paper, span, () => {
    const { face, size, colour } = style;
    // A mark is drawn a little bolder, so that it is seen at a glance.
    const stroke = mark === 'yes';
    paper.doc.font(face).fontSize(size).fillColor(colour).strokeColor(colour).lineWidth(0.45);
    paper.doc.text(text, left, baseline - raised, {
      lineBreak: false,
      baseline: 'alphabetic',
      fill: true,
      stroke,
    });
  });
}
