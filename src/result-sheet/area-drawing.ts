import { type AreaRows, NUMBER_WIDTH, type Row } from './area-rows.ts';
import { BOX_WIDTH, box, wordsOf } from './boxes.ts';
import { columns, PADDING } from './columns.ts';
import type { Paper } from './paper.ts';
import type { Slice } from './slices.ts';
import { type Element, element, tag } from './structure.ts';
import { COLOUR, STYLE } from './style.ts';
import { heightOf, print, printLines, rule, tint } from './text.ts';
import { type Content, columnCount } from './words.ts';

/** From the top of a row's text to the line on which boxes stand, a little below that of the letters. */
const BASELINE = 10.6;

/** Where the parts of a row go that come after its first. */
export type Open = { cell: Element | undefined };

const isTicked = (row: Row): boolean => row.kind === 'indicator' && row.marks.includes('yes');

/** Draws the tints of marked rows, the lines between rows, and the bars beside notes. */
export function drawBackground(paper: Paper, content: Content, slices: readonly Slice[]): void {
  const { text, wide } = columns(columnCount(content));
  let y = paper.y;
  slices.forEach(({ row, part, above, height }, index) => {
    if (isTicked(row)) tint(paper, wide.x, y + 0.4, wide.width, height - 0.4, COLOUR.tint);
    const startsRow = part === 0 && (row.kind === 'indicator' || !row.bar);
    if (index > 0 && startsRow) rule(paper, wide.x, wide.x + wide.width, y, COLOUR.line, 0.5);
    if (row.kind === 'wide' && row.bar) {
      tint(
        paper,
        text.x + PADDING.x + NUMBER_WIDTH,
        y + above,
        1.4,
        heightOf(row.lines),
        COLOUR.strongLine,
      );
    }
    y += height;
  });
}

function drawIndicator(
  paper: Paper,
  content: Content,
  tr: Element,
  row: Row & { kind: 'indicator' },
): Element {
  const { text, boxes } = columns(columnCount(content));
  const th = element(paper, tr, 'TH', { scope: 'Row' });
  const y = paper.y + PADDING.y;
  tag(paper, th, () => {
    print(paper, `${row.number} `, text.x + PADDING.x, y + 1, STYLE.number);
    printLines(paper, row.lines, text.x + PADDING.x, y);
  });
  row.marks.forEach((mark, index) => {
    const column = boxes[index];
    if (!column) return;
    const td = element(paper, tr, 'TD');
    const x = column.x + (column.width - BOX_WIDTH) / 2;
    box(paper, td, { mark, spoken: content.german(wordsOf(mark)), x, baseline: y + BASELINE });
  });
  return th;
}

function drawWide(paper: Paper, content: Content, cell: Element, { row, above }: Slice): void {
  const { wide } = columns(columnCount(content));
  tag(paper, cell, () => printLines(paper, row.lines, wide.x + PADDING.x, paper.y + above));
}

function drawSlice(
  paper: Paper,
  content: Content,
  tr: Element | undefined,
  slice: Slice,
  open: Open,
): void {
  const { row, part } = slice;
  if (part > 0 && open.cell) drawWide(paper, content, open.cell, slice);
  else if (tr && row.kind === 'indicator') open.cell = drawIndicator(paper, content, tr, row);
  else if (tr) {
    open.cell = element(paper, tr, 'TD', { colSpan: 1 + columnCount(content) });
    drawWide(paper, content, open.cell, slice);
  }
  paper.y += slice.height;
}

/**
 * Draws rows of a life area and moves down by their height. The cells that stand beside all rows of the area belong to the
 * structure of its first row, so they are drawn with the `first` rows only. `open` is kept from page to page.
 */
export function drawRows(
  paper: Paper,
  content: Content,
  body: Element,
  area: AreaRows,
  slices: readonly Slice[],
  given: { first: boolean; open: Open },
): void {
  const { area: left, outcome } = columns(columnCount(content));
  const rowSpan = area.groups.flat().length;
  const top = paper.y;
  slices.forEach((slice, index) => {
    const tr = slice.part === 0 ? element(paper, body, 'TR') : undefined;
    const beside = given.first && index === 0 && tr;
    if (beside) {
      const th = element(paper, beside, 'TH', { scope: 'Row', rowSpan });
      tag(paper, th, () => printLines(paper, area.label, left.x + PADDING.x, top + PADDING.y));
    }
    drawSlice(paper, content, tr, slice, given.open);
    if (beside) {
      const td = element(paper, beside, 'TD', { rowSpan });
      const x = outcome.x + PADDING.x;
      tag(paper, td, () => printLines(paper, area.outcome, x, top + PADDING.y));
    }
  });
}
