import { say } from '../dialogs/dialog.ts';
import type { Catalogue } from './domain/catalogue.ts';
import type { Sheet } from './domain/sheet.ts';
import { drawAreaTable } from './result-sheet/area-table.ts';
import {
  drawCalculation,
  drawDecisions,
  drawProtectiveNotes,
  drawSignature,
  drawSource,
} from './result-sheet/closing.ts';
import { drawEvaluation } from './result-sheet/evaluation.ts';
import { drawFooter } from './result-sheet/footer.ts';
import { drawSheetHead } from './result-sheet/head.ts';
import { createPaper, finish } from './result-sheet/paper.ts';
import { type Content, evaluatedPasses } from './result-sheet/words.ts';
import type { Translate } from './translate.ts';

/** `printedAt` is ISO 8601 in UTC; it is printed in local time and is the creation date of the file. */
export type ResultSheetGiven = {
  sheet: Sheet;
  catalogue: Catalogue;
  translate: Translate;
  printedAt: string;
};

/**
 * Makes the Ergebnisbogen as a PDF: A4, in German, in the order of the printed form, tagged for screen readers.
 *
 * `catalogue` must be the one of the sheet's `catalogueVersion`; its wording and thresholds are printed. Answers to
 * indicators that it does not know are left out. An unfinished sheet is printed as it stands and says so. The same
 * input gives the same bytes. What users wrote is printed whatever it is: characters that the font lacks are shown
 * as a placeholder, which the sheet explains. Rejects only if a date is not one or the library fails.
 */
export async function renderResultSheet(given: ResultSheetGiven): Promise<Buffer> {
  const { sheet, catalogue, translate, printedAt } = given;
  const content: Content = { sheet, catalogue, german: (words) => translate(words, 'de') };
  const passes = evaluatedPasses(content);
  const paper = createPaper({
    title: content.german(
      say('sheet:documentTitle', {
        reference: { plain: sheet.reference },
        title: { content: catalogue.title },
      }),
    ),
    author: sheet.responsible,
    producedBy: content.german(say('sheet:footer.made')),
    at: new Date(printedAt),
  });
  drawSheetHead(paper, content, passes);
  drawAreaTable(paper, content, passes);
  drawEvaluation(paper, content, passes);
  drawProtectiveNotes(paper, content);
  drawDecisions(paper, content, passes);
  drawCalculation(paper, content);
  drawSource(paper, content);
  drawSignature(paper, content);
  return finish(paper, (page, of) => drawFooter(paper, content, printedAt, { page, of }));
}
