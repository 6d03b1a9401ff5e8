import { need, newPage, type Paper, room } from './paper.ts';
import { decorate, type Element, element, tag } from './structure.ts';
import { PAGE, STYLE, type Style, WIDTH } from './style.ts';
import { heightOf, type Line, printLines, set, tint } from './text.ts';

/** Paragraphs up to this height, in points, are not torn apart. */
const LONGEST_TOGETHER = 90;

/** How many of the lines fit a height, at least one, so that nothing waits for ever. */
function fittingLines(lines: readonly Line[], height: number): number {
  let count = 0;
  while (count < lines.length && heightOf(lines.slice(0, count + 1)) <= height) count++;
  return Math.max(1, count);
}

/** Prints lines as the content of an element, and goes on on further pages where they do not fit. */
export function flow(
  paper: Paper,
  target: Element,
  lines: readonly Line[],
  x: number,
  bar?: string,
): void {
  let rest = lines;
  while (rest.length > 0) {
    need(paper, heightOf(rest.slice(0, 1)));
    const part = rest.slice(0, fittingLines(rest, room(paper)));
    const height = heightOf(part);
    if (bar) decorate(paper, () => tint(paper, x, paper.y, 2, height, bar));
    tag(paper, target, () => printLines(paper, part, x, paper.y));
    paper.y += height;
    rest = rest.slice(part.length);
    if (rest.length > 0) newPage(paper);
  }
}

/** A paragraph over the width of the page, not torn apart unless it is long. `bar` is the colour of a line at its side. */
export function paragraph(
  paper: Paper,
  text: string,
  style: Style = STYLE.text,
  { above = 0, below = 0, bar }: { above?: number; below?: number; bar?: string } = {},
): void {
  const lines = set(paper, text, style, WIDTH, { indent: bar ? 9 : 0 });
  const height = heightOf(lines);
  paper.y += above;
  need(paper, height <= LONGEST_TOGETHER ? height : 3 * style.leading);
  flow(paper, element(paper, paper.root, 'P'), lines, PAGE.left, bar);
  paper.y += below;
}

/** A heading that stays with the next `following` points of what it heads. */
export function heading(paper: Paper, text: string, following: number): void {
  const lines = set(paper, text, STYLE.section, WIDTH);
  need(paper, 16 + heightOf(lines) + 4 + following);
  if (paper.y > PAGE.top) paper.y += 16;
  flow(paper, element(paper, paper.root, 'H2'), lines, PAGE.left);
  paper.y += 4;
}

/** A list with a dot before every item. */
export function list(paper: Paper, items: readonly string[], style: Style): void {
  const whole = element(paper, paper.root, 'L');
  for (const item of items) {
    const lines = set(paper, item, style, WIDTH, { indent: 10, above: 1.5 });
    need(paper, heightOf(lines));
    const entry = element(paper, whole, 'LI');
    const bullet = { text: '•', style, indent: 1, above: 1.5 };
    tag(paper, element(paper, entry, 'Lbl'), () => printLines(paper, [bullet], PAGE.left, paper.y));
    flow(paper, element(paper, entry, 'LBody'), lines, PAGE.left);
  }
}
