import { say } from '../../dialogs/dialog.ts';
import { BOX_WIDTH, box, type Mark, wordsOf } from './boxes.ts';
import { clip } from './lines.ts';
import type { Paper } from './paper.ts';
import { flow, paragraph } from './prose.ts';
import { decorate, element, tag } from './structure.ts';
import { COLOUR, PAGE, RIGHT, STYLE, WIDTH } from './style.ts';
import { heightOf, type Line, print, printLines, rule, set, widthOf } from './text.ts';
import { type Content, columnCount, type EvaluatedPass } from './words.ts';

/** A reference has 40 characters at most and a name not many more; what is longer must not push the form away. */
const LONGEST_FIELD = 4;
const LEGEND: readonly Mark[] = ['yes', 'no', 'open', 'blank'];

function clipped(lines: Line[]): Line[] {
  const texts = clip(
    lines.map(({ text }) => text),
    LONGEST_FIELD,
  );
  return texts.flatMap((text, index) => {
    const line = lines[index];
    return line ? [{ ...line, text }] : [];
  });
}

/** The day of a pass with its state; where it took longer than a day, the day on which it was begun as well. */
function passField(
  paper: Paper,
  { german }: Content,
  { pass, name }: EvaluatedPass,
  width: number,
): Line[] {
  const begun = german({ date: pass.startedAt, style: 'day' });
  const day = pass.finishedAt ? german({ date: pass.finishedAt, style: 'day' }) : begun;
  const state = pass.finishedAt
    ? set(paper, german(say('sheet:finished')), STYLE.small, width)
    : set(paper, german(say('sheet:unfinished')), STYLE.warning, width);
  return [
    ...set(paper, name, STYLE.small, width),
    ...set(paper, day, STYLE.value, width),
    ...state,
    ...(day === begun
      ? []
      : set(paper, german(say('sheet:begun', { day: begun })), STYLE.small, width)),
  ];
}

function fields(paper: Paper, content: Content, passes: readonly EvaluatedPass[]): void {
  const { sheet, german } = content;
  const width = WIDTH / (2 + passes.length);
  const inside = width - 12;
  const plain = (label: string, text: string) => [
    ...set(paper, german(say(label)), STYLE.small, inside),
    ...clipped(set(paper, text || '–', STYLE.value, inside)),
  ];
  const cells = [
    plain('sheet:reference', sheet.reference),
    plain('sheet:responsible', sheet.responsible),
    ...passes.map((each) => passField(paper, content, each, inside)),
  ];
  const height = Math.max(...cells.map(heightOf));
  const top = paper.y + 7;
  decorate(paper, () => {
    rule(paper, PAGE.left, RIGHT, paper.y, COLOUR.accent, 1.2);
    rule(paper, PAGE.left, RIGHT, top + height + 7, COLOUR.strongLine, 0.8);
  });
  cells.forEach((lines, index) => {
    const p = element(paper, paper.root, 'P');
    tag(paper, p, () => printLines(paper, lines, PAGE.left + index * width, top));
  });
  paper.y = top + height + 7;
}

/** Tells what the boxes mean. */
function legend(paper: Paper, content: Content): void {
  const { german, sheet } = content;
  const isComplete = sheet.passes.length === columnCount(content);
  paper.y += 8;
  let x = PAGE.left;
  for (const mark of LEGEND) {
    if (mark === 'blank' && isComplete) continue;
    const text = german(say(`sheet:legend.${mark}`));
    const p = element(paper, paper.root, 'P');
    box(paper, p, { mark, spoken: german(wordsOf(mark)), x, baseline: paper.y + 9.2 });
    tag(paper, p, () => print(paper, text, x + BOX_WIDTH + 4, paper.y - 0.4, STYLE.small));
    x += BOX_WIDTH + 4 + widthOf(paper, text, STYLE.small) + 16;
  }
  paper.y += STYLE.small.leading + 8;
}

/** Draws the head of the form: what it is, whom it is about, who answers for it, and when it was filled. */
export function drawSheetHead(
  paper: Paper,
  content: Content,
  passes: readonly EvaluatedPass[],
): void {
  const { catalogue, german } = content;
  const confidential = german(say('sheet:confidential'));
  const right = RIGHT - widthOf(paper, confidential, STYLE.kind);
  decorate(paper, () => print(paper, confidential, right, PAGE.top, STYLE.kind), 'Pagination');
  paragraph(paper, german(say('sheet:kind')), STYLE.kind);
  const title = set(paper, german({ content: catalogue.title }), STYLE.title, WIDTH);
  flow(paper, element(paper, paper.root, 'H1'), title, PAGE.left);
  paragraph(paper, german(say('sheet:purpose')), STYLE.lead, { above: 2 });
  paragraph(paper, german(say('sheet:aim')), STYLE.lead, { below: 10 });
  fields(paper, content, passes);
  legend(paper, content);
}
