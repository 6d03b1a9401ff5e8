import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { fontFiles, isInFont } from './fonts.ts';
import { breakLines } from './lines.ts';
import { PLACEHOLDER, printable } from './printable.ts';
import { PAGE, type Style, WIDTH } from './style.ts';

/** An element of the document's structure, which screen readers follow. */
export type Element = { type: string; node: PDFKit.PDFStructureElement };

/** What assistive technology is told of an element beside its text; spans are those of table cells. */
export type ElementOptions = {
  alt?: string;
  expanded?: string;
  scope?: 'Row' | 'Column';
  rowSpan?: number;
  colSpan?: number;
};

/** A line that is set already: it fits its column. `above` is free space before it, `indent` and all else points. */
export type Line = { text: string; style: Style; indent: number; above: number };

/** The document being written, from the top of its first page to the bottom of the last. */
export type Paper = {
  doc: PDFKit.PDFDocument;
  root: Element;
  /** The upper edge of what comes next, in points from the upper edge of the page. */
  y: number;
  /** Whether a character was replaced by the placeholder anywhere so far. */
  replaced: boolean;
};

/** What a viewer shows as the document's properties. */
export type Properties = { title: string; author: string; producedBy: string; at: Date };

/** XMP metadata is written unescaped by the library; these characters would break it. */
const withoutMarkup = (text: string): string =>
  printable(text, isInFont).replace(/[<>&\n]/g, (each) => (each === '&' ? '+' : ' '));

export function createPaper({ title, author, producedBy, at }: Properties): Paper {
  const options: PDFKit.PDFDocumentOptions = {
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'de-DE',
    displayTitle: true,
    bufferPages: true,
    // No default font: Helvetica would not be embedded.
    font: '',
    info: {
      Title: withoutMarkup(title),
      Author: withoutMarkup(author),
      Creator: withoutMarkup(producedBy),
      Producer: 'PDFKit',
      CreationDate: at,
      ModDate: at,
    },
  };
  // The library knows this subset, its types do not yet.
  const doc = new PDFDocument(Object.assign(options, { subset: 'PDF/UA' }));
  for (const [face, file] of Object.entries(fontFiles)) doc.registerFont(face, file);
  const root = { type: 'Document', node: doc.struct('Document') };
  doc.addStructure(root.node);
  return { doc, root, y: PAGE.top, replaced: false };
}

/** Space that is left on the page, in points. */
export const room = (paper: Paper): number => PAGE.height - PAGE.bottom - paper.y;

export function newPage(paper: Paper): void {
  paper.doc.addPage();
  paper.y = PAGE.top;
}

/** Starts a page unless so much space is left; on a fresh page nothing is gained by another one. */
export function need(paper: Paper, height: number): void {
  if (room(paper) < height && paper.y > PAGE.top) newPage(paper);
}

/** Adds an element to the structure, below its parent and after the elements that are there. */
export function element(
  paper: Paper,
  parent: Element,
  type: string,
  { alt, expanded, scope, rowSpan, colSpan }: ElementOptions = {},
): Element {
  const node = paper.doc.struct(type, { ...(alt && { alt }), ...(expanded && { expanded }) });
  if (scope || rowSpan || colSpan) {
    // The library's options know no spans, its dictionary takes them.
    const { dictionary } = node as unknown as { dictionary: { data: Record<string, unknown> } };
    dictionary.data['A'] = {
      O: 'Table',
      ...(scope && { Scope: scope }),
      ...(rowSpan && { RowSpan: rowSpan }),
      ...(colSpan && { ColSpan: colSpan }),
    };
  }
  parent.node.add(node);
  return { type, node };
}

/** Draws the content of an element; an element may have several, on several pages. */
export function tag(paper: Paper, { type, node }: Element, draw: () => void): void {
  const content = paper.doc.markStructureContent(type);
  draw();
  paper.doc.endMarkedContent();
  node.add(content);
}

/** Draws what only looks: lines, tints, repeated heads and footers. Screen readers pass over it. */
export function decorate(
  paper: Paper,
  draw: () => void,
  type: 'Layout' | 'Pagination' = 'Layout',
): void {
  paper.doc.markContent('Artifact', { type });
  draw();
  paper.doc.endMarkedContent();
}

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

/** Closes the document and gives its bytes. `footer` is drawn on every page, with its number counted from 1. */
export function finish(paper: Paper, footer: (page: number, of: number) => void): Promise<Buffer> {
  const { doc } = paper;
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    decorate(paper, () => footer(page + 1, count), 'Pagination');
  }
  const whole = buffer(doc);
  doc.end();
  return whole;
}

export const RIGHT = PAGE.left + WIDTH;
