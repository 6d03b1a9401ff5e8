import { say, type Words } from '../../dialogs/dialog.ts';
import { type Column, columns, PADDING } from './columns.ts';
import type { Paper } from './paper.ts';
import { decorate, type Element, element, tag } from './structure.ts';
import { COLOUR, PAGE, RIGHT, STYLE } from './style.ts';
import { printLines, rule, set, tint } from './text.ts';
import { type Content, columnCount, passName, passShortName } from './words.ts';

/** Height of the head of the table of life areas, in points. */
export const HEAD_HEIGHT = 31;
const SECOND_LINE = 13.5;

function headCell(paper: Paper, text: string, column: Column, down = 0, style = STYLE.columnHead) {
  const lines = set(paper, text, style, column.width - 2 * PADDING.x + 4);
  printLines(paper, lines, column.x + PADDING.x, paper.y + 4 + down);
}

/** Calls `cell` for every cell of the head, in reading order, with what draws it. */
function eachCell(
  paper: Paper,
  content: Content,
  cell: (kind: 'group' | 'pass' | 'plain', draw: () => void, name: string) => void,
): void {
  const { area, text, boxes, outcome } = columns(columnCount(content));
  const plain = (words: Words, column: Column) => {
    const name = content.german(words);
    cell('plain', () => headCell(paper, name, column), name);
  };
  plain(say('sheet:column.area'), area);
  plain(say('sheet:column.problem'), text);
  const together = { x: text.x + text.width, width: outcome.x - text.x - text.width };
  const captured = content.german(say('sheet:column.captured'));
  cell('group', () => headCell(paper, captured, together), captured);
  plain(say('sheet:column.complexity'), outcome);
  boxes.forEach((column, index) => {
    const short = passShortName(content, index);
    const draw = () => headCell(paper, short, column, SECOND_LINE, STYLE.small);
    cell('pass', draw, passName(content, index));
  });
}

function background(paper: Paper): void {
  tint(paper, PAGE.left, paper.y, RIGHT - PAGE.left, HEAD_HEIGHT, COLOUR.head);
  rule(paper, PAGE.left, RIGHT, paper.y + HEAD_HEIGHT, COLOUR.strongLine, 0.8);
}

/** Draws the head of the table and adds it to the structure. Further pages repeat it with {@link repeatHead}. */
export function drawHead(paper: Paper, content: Content, table: Element): void {
  decorate(paper, () => background(paper));
  const head = element(paper, table, 'THead');
  const rows = [element(paper, head, 'TR'), element(paper, head, 'TR')] as const;
  eachCell(paper, content, (kind, draw, name) => {
    const row = rows[kind === 'pass' ? 1 : 0];
    const th = element(paper, row, 'TH', {
      scope: 'Column',
      ...(kind === 'plain' && { rowSpan: 2 }),
      ...(kind === 'group' && { colSpan: columnCount(content) }),
      ...(kind === 'pass' && { expanded: name }),
    });
    tag(paper, th, draw);
  });
  paper.y += HEAD_HEIGHT;
}

/** Repeats the head for the eye only; screen readers have heard it. */
export function repeatHead(paper: Paper, content: Content): void {
  decorate(
    paper,
    () => {
      background(paper);
      eachCell(paper, content, (_, draw) => draw());
    },
    'Pagination',
  );
  paper.y += HEAD_HEIGHT;
}
