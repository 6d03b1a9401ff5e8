import { say } from '../../dialogs/dialog.ts';
import { type AreaRows, areaRows, type Row } from './area-rows.ts';
import { BOX_WIDTH, box, wordsOf } from './boxes.ts';
import { columns, PADDING } from './columns.ts';
import {
  decorate,
  type Element,
  element,
  heightOf,
  type Line,
  newPage,
  type Paper,
  print,
  printLines,
  RIGHT,
  room,
  rule,
  set,
  tag,
  tint,
} from './paper.ts';
import { type Block, blocksOf, fitting, type Slice } from './slices.ts';
import { COLOUR, PAGE, STYLE } from './style.ts';
import { drawHead, HEAD_HEIGHT, repeatHead } from './table-head.ts';
import { type Content, columnCount, type EvaluatedPass } from './words.ts';

/** Height that the rows of a page can have below the table's head. */
const CAPACITY = PAGE.height - PAGE.top - PAGE.bottom - HEAD_HEIGHT - 2 * PADDING.y;

/** From the top of a row's text to the line on which boxes stand, a little below that of the letters. */
const BASELINE = 10.6;

/** Where the parts of a row go that come after its first. */
type Open = { cell: Element | undefined };

const isTicked = (row: Row): boolean => row.kind === 'indicator' && row.marks.includes('yes');

function drawBackground(paper: Paper, content: Content, slices: readonly Slice[]): void {
  const { text, wide } = columns(columnCount(content));
  let y = paper.y;
  slices.forEach(({ row, part, above, height }, index) => {
    if (isTicked(row)) tint(paper, wide.x, y + 0.4, wide.width, height - 0.4, COLOUR.tint);
    const startsRow = part === 0 && (row.kind === 'indicator' || !row.bar);
    if (index > 0 && startsRow) rule(paper, wide.x, wide.x + wide.width, y, COLOUR.line, 0.5);
    if (row.kind === 'wide' && row.bar) {
      tint(paper, text.x + PADDING.x + 17, y + above, 1.4, heightOf(row.lines), COLOUR.strongLine);
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

/** The cells that stand beside all rows of a life area belong to the structure of its first row. */
function drawRows(
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

/** The title of a life area as it stands beside the rows that follow on a further page. */
function continued(paper: Paper, content: Content, title: string): Line[] {
  const { area } = columns(columnCount(content));
  const text = content.german(say('sheet:continued', { title: { plain: title } }));
  return set(paper, text, STYLE.small, area.width - 2 * PADDING.x);
}

function repeatLabel(paper: Paper, label: readonly Line[]): void {
  const draw = () => printLines(paper, label, PAGE.left + PADDING.x, paper.y + PADDING.y);
  decorate(paper, draw, 'Pagination');
}

/** Whether a block begins within a note, which then needs the space that stands between rows otherwise. */
const goesOn = (block: Block | undefined): boolean => (block?.slices[0]?.part ?? 0) > 0;

function drawArea(paper: Paper, content: Content, body: Element, area: AreaRows): void {
  const again = continued(paper, content, area.title);
  const beside = Math.max(heightOf(area.label), heightOf(area.outcome)) + 2 * PADDING.y + 2;
  const besideAgain = heightOf(again) + 2 * PADDING.y + 2;
  const open: Open = { cell: undefined };
  let rest: Block[] = blocksOf(area.groups);
  let first = true;
  while (rest.length > 0) {
    const least = first ? beside : besideAgain;
    const space = room(paper) - 2 * PADDING.y;
    const fresh = space >= CAPACITY - 1;
    const count = fitting(rest, {
      room: space,
      capacity: CAPACITY,
      least,
      fresh,
    });
    if (count === 0) {
      newPage(paper);
      repeatHead(paper, content);
      continue;
    }
    const slices = rest.slice(0, count).flatMap((block) => block.slices);
    if (goesOn(rest[0])) paper.y += PADDING.y;
    const top = paper.y;
    decorate(paper, () => drawBackground(paper, content, slices));
    if (!first) repeatLabel(paper, again);
    drawRows(paper, content, body, area, slices, { first, open });
    paper.y = Math.max(paper.y, top + least);
    if (goesOn(rest[count])) paper.y += PADDING.y;
    const bottom = paper.y;
    decorate(paper, () => rule(paper, PAGE.left, RIGHT, bottom, COLOUR.strongLine, 0.8));
    rest = rest.slice(count);
    first = false;
  }
}

/** Draws the table of life areas: every indicator of the form with its boxes, notes and what they make of an area. */
export function drawAreaTable(
  paper: Paper,
  content: Content,
  passes: readonly EvaluatedPass[],
): void {
  const table = element(paper, paper.root, 'Table');
  drawHead(paper, content, table);
  const body = element(paper, table, 'TBody');
  for (const area of content.catalogue.areas) {
    drawArea(paper, content, body, areaRows(paper, content, passes, area));
  }
}
