import { type Row, rowHeight } from './area-rows.ts';
import { PADDING } from './columns.ts';
import { heightOf } from './paper.ts';

/** A row, or as much of it as fits a page; `part` counts from 0. */
export type Slice = { row: Row; part: number; height: number };

/** What must not be torn apart by the end of a page. */
export type Block = { slices: Slice[]; height: number };

const block = (slices: Slice[]): Block => ({
  slices,
  height: slices.reduce((sum, { height }) => sum + height, 0),
});

/** Cuts a row that no page could hold into parts that fit; only notes of many hundred words are that long. */
function sliced(row: Row, capacity: number): Slice[] {
  const parts: Row[] = [];
  let from = 0;
  row.lines.forEach((_, index) => {
    if (heightOf(row.lines.slice(from, index + 1)) + 2 * PADDING.y > capacity) {
      parts.push({ ...row, lines: row.lines.slice(from, index) });
      from = index;
    }
  });
  parts.push({ ...row, lines: row.lines.slice(from) });
  return parts.map((each, part) => ({ row: each, part, height: rowHeight(each) }));
}

/**
 * The blocks of a life area in their order: an indicator with its notes is one block, unless it is higher than
 * `capacity`, the height of a page's table; then its rows are blocks of their own, cut where they must be.
 */
export function blocksOf(groups: readonly Row[][], capacity: number): Block[] {
  return groups.flatMap((rows) => {
    const whole = block(rows.map((row) => ({ row, part: 0, height: rowHeight(row) })));
    if (whole.height <= capacity) return [whole];
    return rows.flatMap((row) => sliced(row, capacity).map((slice) => block([slice])));
  });
}

/** A life area goes to the next page as a whole if it fits there and leaves no more than this part of a page empty. */
const LARGEST_GAP = 0.3;

/**
 * How many of the blocks, from the first on, go on the current page; 0 means a new page first. `least` is the height
 * that the cells beside the rows need; `fresh` tells that the page has nothing but the table's head.
 */
export function fitting(
  blocks: readonly Block[],
  {
    room,
    capacity,
    least,
    fresh,
  }: { room: number; capacity: number; least: number; fresh: boolean },
): number {
  let height = 0;
  let count = 0;
  for (const each of blocks) {
    if (height + each.height > room) break;
    height += each.height;
    count++;
  }
  if (fresh) return Math.max(1, count);
  const total = blocks.reduce((sum, each) => sum + each.height, 0);
  if (count === blocks.length && Math.max(total, least) <= room) return count;
  const movesWell = Math.max(total, least) <= capacity && room <= capacity * LARGEST_GAP;
  return movesWell || least > room || count < Math.min(2, blocks.length) ? 0 : count;
}
