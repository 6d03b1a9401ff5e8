import { z } from 'zod';

/** Text of the city's content in the staff's languages; German is binding, the others are translations of it. */
const localised = z.object({ de: z.string().min(1), en: z.string().min(1) });

/** Where a fact comes from. Grades: S said for Rheine, G general law or programme, I inferred, K to be confirmed by the city. */
const source = z.object({
  name: z.string().min(1),
  pages: z.string().optional(),
  date: z.string().min(4),
  grade: z.enum(['S', 'G', 'I', 'K']),
});

const indicator = z.object({ id: z.string().regex(/^[a-z_]+\.[a-z_]+$/), text: localised });

const area = z.object({
  id: z.string().regex(/^[a-z_]+$/),
  title: localised,
  /** Page of the printed form. */
  page: z.number().int().positive(),
  /** Marks (Kreuze) in this area that make one complexity point (Komplexitätspunkt). */
  marksPerPoint: z.number().int().positive(),
  leadIn: localised.optional(),
  closing: localised.optional(),
  indicators: z.array(indicator).min(1),
});

const protectiveNote = z.object({
  id: z.string(),
  indicators: z.array(z.string()).min(1),
  text: localised,
  contacts: z.array(z.object({ label: localised, phone: z.string() })),
  source,
});

/**
 * The Indikatorenkatalog as data: life areas with their indicators in the wording of the printed form.
 * `passes` names the columns of the form (first assessment, reassessment); a sheet has at most that many.
 */
export const catalogueSchema = z
  .object({
    id: z.string(),
    version: z.string().min(1),
    title: localised,
    source,
    translations: z.object({ en: z.object({ reviewed: z.boolean() }) }),
    passes: z.array(z.string()).min(1),
    areas: z.array(area).min(1),
    protectiveNotes: z.array(protectiveNote),
  })
  .superRefine((catalogue, context) => {
    const seen = new Set<string>();
    const areas = new Set<string>();
    for (const { id: areaId, indicators, marksPerPoint } of catalogue.areas) {
      if (areas.has(areaId))
        context.addIssue({ code: 'custom', message: `${areaId} stands twice` });
      areas.add(areaId);
      if (marksPerPoint > indicators.length) {
        const message = `${areaId} can never reach ${marksPerPoint} marks`;
        context.addIssue({ code: 'custom', message });
      }
      for (const { id } of indicators) {
        if (seen.has(id)) context.addIssue({ code: 'custom', message: `${id} stands twice` });
        if (!id.startsWith(`${areaId}.`)) {
          context.addIssue({ code: 'custom', message: `${id} does not belong to ${areaId}` });
        }
        seen.add(id);
      }
    }
    for (const note of catalogue.protectiveNotes) {
      for (const id of note.indicators) {
        if (!seen.has(id)) {
          context.addIssue({
            code: 'custom',
            message: `note ${note.id} names ${id}, which is unknown`,
          });
        }
      }
    }
  });

export type Localised = z.infer<typeof localised>;
type Indicator = z.infer<typeof indicator>;
export type Area = z.infer<typeof area>;
export type ProtectiveNote = z.infer<typeof protectiveNote>;
export type Catalogue = z.infer<typeof catalogueSchema>;

/** A question of the catalogue with its place in it; numbers count from 1, as people do. */
export type Question = {
  indicator: Indicator;
  area: Area;
  number: number;
  areaNumber: number;
};

const questionLists = new WeakMap<Catalogue, Question[]>();

/** All questions in the order of the form. The list is built once for a catalogue. */
export function questionsOf(catalogue: Catalogue): Question[] {
  const known = questionLists.get(catalogue);
  if (known) return known;
  let number = 0;
  const questions = catalogue.areas.flatMap((each, index) =>
    each.indicators.map((one) => ({
      indicator: one,
      area: each,
      number: ++number,
      areaNumber: index + 1,
    })),
  );
  questionLists.set(catalogue, questions);
  return questions;
}

/** The question at a position, counted from 0; positions outside the form give its first or last question. */
export function questionAt(catalogue: Catalogue, position: number): Question {
  const questions = questionsOf(catalogue);
  const question = questions[Math.max(0, Math.min(position, questions.length - 1))];
  if (!question) throw new RangeError('a catalogue has at least one question');
  return question;
}

/** Position of an area's first question, or undefined for an unknown area. */
export function firstPositionOf(catalogue: Catalogue, areaId: string): number | undefined {
  const position = questionsOf(catalogue).findIndex(({ area: { id } }) => id === areaId);
  return position < 0 ? undefined : position;
}

/** The protective notes (Schutzhinweise) that belong to the given indicators, each once, in the order of the catalogue. */
export function protectiveNotesFor(
  catalogue: Catalogue,
  indicatorIds: readonly string[],
): ProtectiveNote[] {
  return catalogue.protectiveNotes.filter((note) =>
    note.indicators.some((id) => indicatorIds.includes(id)),
  );
}
