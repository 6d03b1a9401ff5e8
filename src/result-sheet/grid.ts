import { need, type Paper } from './paper.ts';
import { decorate, element, tag } from './structure.ts';
import { COLOUR, PAGE, RIGHT, WIDTH } from './style.ts';
import { heightOf, type Line, printLines, rule, tint } from './text.ts';

/** The cells of a row; each sets its lines for the width that its column gives it. */
export type Cells = ((width: number) => Line[])[];

const LABEL = 142;
const PADDING = { x: 6, y: 4 };

/**
 * Draws a small table: the first row is its head, the first column names the rows. Rows are not torn apart; all of
 * them have as many cells as the first.
 */
export function drawGrid(paper: Paper, rows: readonly Cells[]): void {
  const width = (WIDTH - LABEL) / Math.max(1, (rows[0]?.length ?? 2) - 1);
  const table = element(paper, paper.root, 'Table');
  rows.forEach((cells, index) => {
    const set = cells.map((cell, column) => cell((column === 0 ? LABEL : width) - 2 * PADDING.x));
    const height = Math.max(...set.map(heightOf)) + 2 * PADDING.y;
    need(paper, height);
    const top = paper.y;
    decorate(paper, () => {
      if (index === 0) tint(paper, PAGE.left, top, WIDTH, height, COLOUR.head);
      rule(paper, PAGE.left, RIGHT, top + height, index === 0 ? COLOUR.strongLine : COLOUR.line);
    });
    const tr = element(paper, table, 'TR');
    set.forEach((lines, column) => {
      const scope = index === 0 ? 'Column' : 'Row';
      const head = index === 0 || column === 0;
      const cell =
        head && lines.length > 0 ? element(paper, tr, 'TH', { scope }) : element(paper, tr, 'TD');
      const x = PAGE.left + (column === 0 ? 0 : LABEL + (column - 1) * width) + PADDING.x;
      if (lines.length > 0) tag(paper, cell, () => printLines(paper, lines, x, top + PADDING.y));
    });
    paper.y = top + height;
  });
}
