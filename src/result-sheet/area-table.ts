import { say } from '../../dialogs/dialog.ts';
import { drawBackground, drawRows, type Open } from './area-drawing.ts';
import { type AreaRows, areaRows } from './area-rows.ts';
import { columns, PADDING } from './columns.ts';
import { newPage, type Paper, room } from './paper.ts';
import { type Block, blocksOf, fitting } from './slices.ts';
import { decorate, type Element, element } from './structure.ts';
import { COLOUR, PAGE, RIGHT, STYLE } from './style.ts';
import { drawHead, HEAD_HEIGHT, repeatHead } from './table-head.ts';
import { heightOf, type Line, printLines, rule, set } from './text.ts';
import { type Content, columnCount, type EvaluatedPass } from './words.ts';

/** Height that the rows of a page can have below the table's head. */
const CAPACITY = PAGE.height - PAGE.top - PAGE.bottom - HEAD_HEIGHT - 2 * PADDING.y;

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
