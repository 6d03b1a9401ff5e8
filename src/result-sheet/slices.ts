import type { Row } from './area-rows.ts';
import { PADDING } from './columns.ts';
import { heightOf, type Line } from './text.ts';

/** A row, or a part of a long note; `part` counts from 0. Heights and `above`, the space over the text, in points. */
export type Slice = { row: Row; part: number; above: number; height: number };

/** What must not be torn apart by the end of a page. */
export type Block = { slices: Slice[]; height: number };

/** A note with more lines than this may go on on the next page. */
const LONGEST_NOTE = 8;
/** Rows of one indicator stay together up to this height. */
const LARGEST_BLOCK = 190;

/** Cuts lines into parts of nearly equal length, so that no single line is left over for the next page. */
function parts(lines: readonly Line[]): Line[][] {
  const count = Math.max(1, Math.ceil(lines.length / LONGEST_NOTE));
  const size = Math.ceil(lines.length / count);
  return Array.from({ length: count }, (_, index) =>
    lines.slice(index * size, (index + 1) * size),
  ).filter((part, index) => index === 0 || part.length > 0);
}

function slicesOf(row: Row): Slice[] {
  const cut = row.kind === 'wide' ? parts(row.lines) : [row.lines];
  return cut.map((lines, part) => {
    const above = part === 0 ? PADDING.y : 0;
    const below = part === cut.length - 1 ? PADDING.y : 0;
    return { row: { ...row, lines }, part, above, height: above + heightOf(lines) + below };
  });
}

/**
 * The blocks of a life area in their order. An indicator and its notes are one block as long as that is not too high;
 * of a long note the first lines stay with the indicator, and the rest follows in blocks of a few lines.
 */
export function blocksOf(groups: readonly Row[][]): Block[] {
  return groups.flatMap((rows) => {
    const blocks: Block[] = [];
    for (const slice of rows.flatMap(slicesOf)) {
      const last = blocks.at(-1);
      if (last && slice.part === 0 && last.height + slice.height <= LARGEST_BLOCK) {
        last.slices.push(slice);
        last.height += slice.height;
      } else {
        blocks.push({ slices: [slice], height: slice.height });
      }
    }
    return blocks;
  });
}

const heightOfBlocks = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, { height }) => sum + height, 0);

/** A life area goes to the next page as a whole if it fits there and leaves no more than this part of a page empty. */
const LARGEST_GAP = 0.1;

/** A page break leaves at least so much of a life area on both of its sides, in points: two short rows. */
const LEAST_PART = 28;

/**
 * How many of the blocks, from the first on, go on the current page; 0 means a new page first. `capacity` is the
 * height of a page's table; `least` is the height that the cells beside the rows need; `fresh` tells that the page has
 * nothing but the table's head.
 */
export function fitting(
  blocks: readonly Block[],
  given: { room: number; capacity: number; least: number; fresh: boolean },
): number {
  const { room, capacity, least, fresh } = given;
  let count = 0;
  while (count < blocks.length && heightOfBlocks(blocks.slice(0, count + 1)) <= room) count++;
  if (fresh) return Math.max(1, count);
  const whole = Math.max(heightOfBlocks(blocks), least);
  if (whole <= room) return count;
  if (least > room || (whole <= capacity && room <= capacity * LARGEST_GAP)) return 0;
  while (count > 0 && heightOfBlocks(blocks.slice(count)) < LEAST_PART) count--;
  return heightOfBlocks(blocks.slice(0, count)) < LEAST_PART ? 0 : count;
}
