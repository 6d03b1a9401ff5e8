import { PAGE, WIDTH } from './style.ts';

export type Column = { x: number; width: number };

/** The columns of the table of life areas; `wide` spans the indicators and their boxes. */
export type Columns = {
  area: Column;
  text: Column;
  boxes: Column[];
  wide: Column;
  outcome: Column;
};

/** Space inside a cell, in points. */
export const PADDING = { x: 6, y: 2.4 } as const;

const AREA = 94;
const BOX = 35;
const OUTCOME = 92;

/** Divides the width of the page; the more passes a catalogue has, the narrower is the text of its indicators. */
export function columns(passes: number): Columns {
  const x = PAGE.left + AREA;
  const wide = { x, width: WIDTH - AREA - OUTCOME };
  const text = { x, width: wide.width - passes * BOX };
  return {
    area: { x: PAGE.left, width: AREA },
    text,
    boxes: Array.from({ length: passes }, (_, index) => ({
      x: x + text.width + index * BOX,
      width: BOX,
    })),
    wide,
    outcome: { x: x + wide.width, width: OUTCOME },
  };
}
