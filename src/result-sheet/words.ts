import { say, type Words } from '../../dialogs/dialog.ts';
import { type Evaluation, evaluate } from '../domain/assessment.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import type { Pass, Sheet } from '../domain/sheet.ts';

/** Gives words in German, the language of the form, whatever the case worker speaks with the bot. */
type German = (words: Words) => string;

/** What all parts of the sheet are made from. */
export type Content = { sheet: Sheet; catalogue: Catalogue; german: German };

/** A pass that was begun, with its evaluation; `name` as in "Ersterfassung". */
export type EvaluatedPass = { pass: Pass; name: string; evaluation: Evaluation };

/** The first column of the form is the Ersterfassung, each further one a Folgeerfassung, counted where there are more. */
function passKey(index: number, columns: number): string {
  if (index === 0) return 'first';
  return columns > 2 ? 'numbered' : 'later';
}

/** Number of columns for marks: what the catalogue asks for, or more if the sheet has more. */
export const columnCount = ({ sheet, catalogue }: Content): number =>
  Math.max(catalogue.passes.length, sheet.passes.length);

export function passName(content: Content, index: number): string {
  const key = passKey(index, columnCount(content));
  return content.german(say(`sheet:pass.${key}`, { number: index }));
}

/** The name as it fits over a column of boxes. */
export function passShortName(content: Content, index: number): string {
  const key = passKey(index, columnCount(content));
  return content.german(say(`sheet:passShort.${key}`, { number: index }));
}

export function evaluatedPasses(content: Content): EvaluatedPass[] {
  return content.sheet.passes.map((pass, index) => ({
    pass,
    name: passName(content, index),
    evaluation: evaluate(content.catalogue, pass.answers),
  }));
}

/** Numbers as people write them: 3, 7, 12–14. The numbers must be in rising order. */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
