import catalogueData from '../../content/catalogue.json' with { type: 'json' };
import type { Principal, SheetSummary } from '../../dialogs/dialog.ts';
import type { Answer, Answers } from '../../src/domain/assessment.ts';
import { type Catalogue, catalogueSchema, questionsOf } from '../../src/domain/catalogue.ts';
import type { Pass, Sheet } from '../../src/domain/sheet.ts';

/** The catalogue that is shipped. */
export const theCatalogue: Catalogue = catalogueSchema.parse(catalogueData);

export const theIndicators = questionsOf(theCatalogue).map(({ indicator }) => indicator.id);

/** A Monday morning in Rheine; every test begins at this time. */
export const MONDAY = '2026-11-23T08:00:00.000Z';

export const minutesLater = (minutes: number, since = MONDAY): string =>
  new Date(Date.parse(since) + minutes * 60_000).toISOString();

export const aPrincipal = (given: Partial<Principal> = {}): Principal => ({
  id: 'person-1',
  name: 'Anna Berger',
  roles: ['caseWorker'],
  ...given,
});

export const aPass = (given: Partial<Pass> = {}): Pass => ({
  startedAt: MONDAY,
  finishedAt: null,
  answers: {},
  notes: {},
  trail: [],
  decision: null,
  ...given,
});

/** A sheet with one empty pass; name only what matters. */
export const aSheet = (given: Partial<Sheet> = {}): Sheet => ({
  id: 'sheet-1',
  reference: 'K-2026-14',
  responsible: 'Anna Berger',
  catalogueVersion: theCatalogue.version,
  passes: [aPass()],
  position: 0,
  mode: 'question',
  changedAt: MONDAY,
  ...given,
});

export const aSummary = (given: Partial<SheetSummary> = {}): SheetSummary => ({
  id: 'sheet-1',
  reference: 'K-2026-14',
  finished: false,
  passes: 1,
  answered: 3,
  total: 47,
  changedAt: MONDAY,
  deletionDay: '2027-02-21',
  expiring: false,
  ...given,
});

/** The same answer to all of these questions. */
export const all = (answer: Answer, indicators: readonly string[] = theIndicators): Answers =>
  Object.fromEntries(indicators.map((id) => [id, answer]));

/** A whole form: these are marks, everything else is answered with no. */
export const marked = (...marks: string[]): Answers => ({ ...all('no'), ...all('yes', marks) });

/** The first indicators of an area, as many as asked for. */
export function firstOf(areaId: string, count: number): string[] {
  const area = theCatalogue.areas.find(({ id }) => id === areaId);
  return (area?.indicators ?? []).slice(0, count).map(({ id }) => id);
}

const german = (text: string) => ({ de: text, en: `${text} (en)` });
const source = { name: 'Vordruck', date: '2019', grade: 'S' } as const;

/** Two areas of two questions each: small enough to walk every way through it. */
export const aSmallCatalogue = (given: Partial<Catalogue> = {}): Catalogue =>
  catalogueSchema.parse({
    id: 'klein',
    version: 'klein.1',
    title: german('Kleiner Katalog'),
    source,
    translations: { en: { reviewed: false } },
    passes: ['ersterfassung', 'folgeerfassung'],
    areas: [
      {
        id: 'eins',
        title: german('Bereich Eins'),
        page: 1,
        marksPerPoint: 1,
        leadIn: german('In höherem Maße …'),
        closing: german('… könnte schaden'),
        indicators: [
          { id: 'eins.a', text: german('Erste Frage') },
          { id: 'eins.b', text: german('Zweite Frage') },
        ],
      },
      {
        id: 'zwei',
        title: german('Bereich Zwei'),
        page: 1,
        marksPerPoint: 2,
        indicators: [
          { id: 'zwei.a', text: german('Dritte Frage') },
          { id: 'zwei.b', text: german('Vierte Frage') },
        ],
      },
    ],
    protectiveNotes: [
      {
        id: 'schutz',
        indicators: ['eins.a', 'zwei.b'],
        text: german('Schutzhinweis'),
        contacts: [],
        source,
      },
    ],
    ...given,
  });
