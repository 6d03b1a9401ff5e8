import { isInFont } from './fonts.ts';
import { breakLines } from './lines.ts';
import type { Paper } from './paper.ts';
import { PLACEHOLDER, printable } from './printable.ts';
import type { Style } from './style.ts';

/** A line that is set already: it fits its column. `above` is free space before it, `indent` and all else points. */
export type Line = { text: string; style: Style; indent: number; above: number };

export function widthOf({ doc }: Paper, text: string, { face, size }: Style): number {
  return doc.font(face).fontSize(size).widthOfString(text);
}

/** Sets a text into lines of a column. Characters that cannot be printed are replaced here. */
export function set(
  paper: Paper,
  text: string,
  style: Style,
  width: number,
  { indent = 0, above = 0 }: { indent?: number; above?: number } = {},
): Line[] {
  const fit = printable(text, isInFont);
  if (fit.includes(PLACEHOLDER)) paper.replaced = true;
  const lines = breakLines(fit, width - indent, (part) => widthOf(paper, part, style));
  return lines.map((line, index) => ({
    text: line,
    style,
    indent,
    above: index === 0 ? above : 0,
  }));
}

export const heightOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { style, above }) => sum + above + style.leading, 0);

/** Prints one line of text with its upper left corner at x, y. */
export function print({ doc }: Paper, text: string, x: number, y: number, style: Style): void {
  if (!text) return;
  const { face, size, colour } = style;
  doc.font(face).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false });
}

export function printLines(paper: Paper, lines: readonly Line[], x: number, y: number): void {
  let at = y;
  for (const { text, style, indent, above } of lines) {
    at += above;
    print(paper, text, x + indent, at, style);
    at += style.leading;
  }
}

export function rule(
  { doc }: Paper,
  from: number,
  to: number,
  y: number,
  colour: string,
  width = 0.6,
): void {
  doc.lineWidth(width).strokeColor(colour).moveTo(from, y).lineTo(to, y).stroke();
}

export function tint(
  { doc }: Paper,
  x: number,
  y: number,
  w: number,
  h: number,
  colour: string,
): void {
  doc.rect(x, y, w, h).fill(colour);
}
