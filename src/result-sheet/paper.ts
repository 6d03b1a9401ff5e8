import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { fontFiles, isInFont } from './fonts.ts';
import { printable } from './printable.ts';
import { decorate, type Element } from './structure.ts';
import { PAGE } from './style.ts';

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
