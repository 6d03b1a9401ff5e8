import {
  type Element,
  element,
  heightOf,
  type Line,
  need,
  newPage,
  type Paper,
  printLines,
  room,
  set,
  tag,
} from './paper.ts';
import { PAGE, STYLE, type Style, WIDTH } from './style.ts';

/** How many of the lines fit a height, at least one, so that nothing waits for ever. */
function fittingLines(lines: readonly Line[], height: number): number {
  let count = 0;
  while (count < lines.length && heightOf(lines.slice(0, count + 1)) <= height) count++;
  return Math.max(1, count);
}

/** Prints lines as the content of an element, and goes on on further pages where they do not fit. */
export function flow(paper: Paper, target: Element, lines: readonly Line[], x: number): void {
  let rest = lines;
  while (rest.length > 0) {
    need(paper, heightOf(rest.slice(0, 1)));
    const part = rest.slice(0, fittingLines(rest, room(paper)));
    tag(paper, target, () => printLines(paper, part, x, paper.y));
    paper.y += heightOf(part);
    rest = rest.slice(part.length);
    if (rest.length > 0) newPage(paper);
  }
}

/** A paragraph over the width of the page. Where it fits on a page it is not torn apart. */
export function paragraph(
  paper: Paper,
  text: string,
  style: Style = STYLE.text,
  { above = 0, below = 0, indent = 0 }: { above?: number; below?: number; indent?: number } = {},
): void {
  const lines = set(paper, text, style, WIDTH, { indent });
  const height = heightOf(lines);
  paper.y += above;
  if (height <= PAGE.height / 3) need(paper, height);
  flow(paper, element(paper, paper.root, 'P'), lines, PAGE.left);
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
