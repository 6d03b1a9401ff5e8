import { execFileSync, spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';

/** Whether the machine has `pdftotext` (poppler-utils), which reads what the files say. */
export const canReadPdf = spawnSync('pdftotext', ['-v']).error === undefined;

function textOf(pdf: Buffer, mode: '-layout' | '-raw'): string {
  return execFileSync('pdftotext', [mode, '-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
  });
}

/** The lines of each page as they stand on paper. */
export const pagesOf = (pdf: Buffer): string[] => textOf(pdf, '-layout').split('\f').slice(0, -1);

/** The whole text in the order of the file with single spaces, so that line ends do not matter. */
export const proseOf = (pdf: Buffer): string => textOf(pdf, '-raw').replace(/\s+/g, ' ');

/** The whole text without any space: long words are cut at the end of a line. */
export const lettersOf = (text: string): string => text.replace(/\s+/g, '');

/** What is drawn on the pages: one operator of the PDF a line. */
export function drawingOf(pdf: Buffer): string[] {
  const file = pdf.toString('latin1');
  return [...file.matchAll(/\/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g)]
    .map(([, body = '']) => inflateSync(Buffer.from(body, 'latin1')).toString('latin1'))
    .filter((text) => text.startsWith('1 0 0 -1 0 841.89 cm'))
    .flatMap((text) => text.split('\n'));
}
