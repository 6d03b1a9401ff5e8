import { assessment } from '../../dialogs/assessment.ts';
import type { Part } from '../../dialogs/dialog.ts';
import { questionsOf } from '../../src/domain/catalogue.ts';
import { currentPass, type Sheet } from '../../src/domain/sheet.ts';
import { aPass, aSheet, firstOf, MONDAY, marked, theCatalogue, theIndicators } from './builders.ts';
import { type Talk, talkWith, textOf, type World } from './dialogs.ts';

const textsOf = Object.fromEntries(
  questionsOf(theCatalogue).map(({ indicator: { id, text } }) => [id, text.de]),
);
export const wording = (id: string): string => textsOf[id] ?? id;
export const note = (id: string): string =>
  theCatalogue.protectiveNotes.find((each) => each.id === id)?.text.de ?? id;
export const answersOf = (sheet: Sheet) => currentPass(sheet).answers;

export const atQuestion = (position: number, given: Partial<Sheet> = {}): Talk =>
  talkWith(assessment, { sheet: aSheet({ position, ...given }) });
export const atArea = (areaId: string, given: Partial<Sheet> = {}): Talk =>
  atQuestion(theIndicators.indexOf(firstOf(areaId, 1)[0] ?? ''), { mode: 'area', ...given });
export const atResult = (answers = marked(), given: World = {}): Talk =>
  talkWith(assessment, {
    sheet: aSheet({ passes: [aPass({ answers, finishedAt: MONDAY })] }),
    ...given,
  });
export const atReview = (answers = marked(), given: Partial<Sheet> = {}): Talk => {
  const talk = atQuestion(0, { passes: [aPass({ answers })], ...given });
  talk.type('Übersicht');
  return talk;
};

export const partsOf = <K extends Part['kind']>(
  talk: Talk,
  kind: K,
): Extract<Part, { kind: K }>[] =>
  talk.reply.parts.filter((part): part is Extract<Part, { kind: K }> => part.kind === kind);
export const protectiveNotesIn = (talk: Talk): string[] =>
  partsOf(talk, 'notice')
    .filter(({ tone }) => tone === 'protective')
    .map(({ words }) => textOf(words));

/** What an area card shows as ticked, and as open. */
export function shownTicks(talk: Talk): (readonly string[])[] {
  const inputs = partsOf(talk, 'question').flatMap((part) => part.inputs ?? []);
  return inputs.flatMap((input) => (input.kind === 'choices' ? [input.selected] : []));
}
