import type { Area, Catalogue } from './catalogue.ts';

/** `open` is "weiß nicht / noch offen": not a mark, but listed, because a silent "no" would hide the gap. */
export type Answer = 'yes' | 'no' | 'open';
export type Answers = Readonly<Record<string, Answer>>;
export type AffectedLevel = 'none' | 'low' | 'medium' | 'high';
export type ComplexityLevel = 'low' | 'medium' | 'high';

export type AreaResult = {
  id: string;
  /** Number of indicators answered with yes (Kreuze). */
  marks: number;
  /** Whether the area reached its threshold and so gives its one complexity point. */
  point: boolean;
  /** Number of indicators answered with `open` or not answered at all. */
  open: number;
};

export type Evaluation = {
  affectedAreas: number;
  affectedLevel: AffectedLevel;
  points: number;
  complexityLevel: ComplexityLevel;
  openCase: boolean;
  areas: AreaResult[];
  /** Whether the recommendation would be another one if every open indicator were a mark. */
  couldChange: boolean;
};

/*
 * The printed form is ambiguous in five places. Each decision has its name here; the texts that case workers read
 * under "Wie wird gerechnet?" are the keys `assessment:decisions.<name>`.
 */

/** "hoch = > 4" stands beside "(=> 4)" in the rule that opens a case: exactly 4 areas would otherwise have no level. */
const HIGH_FROM_AREAS = 4;
/** "mittel > 2–3": exactly 3 areas. */
const MEDIUM_FROM_AREAS = 3;
/** "hoch > 1" points. */
const HIGH_FROM_POINTS = 2;
const MEDIUM_FROM_POINTS = 1;
/** The form counts areas with a mark; complexity has a threshold of its own. */
const AFFECTED_FROM_MARKS = 1;

/** Names of the decisions, in the order in which they are explained. */
export const decisions = [
  'exactlyFourAreas',
  'affectedFromOneMark',
  'onePointForAnArea',
  'noAreaAffected',
  'twoBoxes',
  'openIsNoMark',
] as const;

/** The level of the number of affected life areas; no area at all is `none`, because the form's scale starts at 1. */
export function levelOfAreas(affected: number): AffectedLevel {
  if (affected >= HIGH_FROM_AREAS) return 'high';
  if (affected >= MEDIUM_FROM_AREAS) return 'medium';
  return affected > 0 ? 'low' : 'none';
}

/** The level of the complexity points (Komplexität des Falls). */
export function levelOfPoints(points: number): ComplexityLevel {
  if (points >= HIGH_FROM_POINTS) return 'high';
  return points >= MEDIUM_FROM_POINTS ? 'medium' : 'low';
}

function resultOf(area: Area, answers: Answers): AreaResult {
  let marks = 0;
  let open = 0;
  for (const { id } of area.indicators) {
    const answer = answers[id];
    if (answer === 'yes') marks++;
    else if (answer !== 'no') open++;
  }
  // At most one point for an area, however many marks: the form's scale is 0–7 for 7 areas.
  return { id: area.id, marks, point: marks >= area.marksPerPoint, open };
}

function figures(areas: AreaResult[]): Omit<Evaluation, 'couldChange'> {
  const affectedAreas = areas.filter(({ marks }) => marks >= AFFECTED_FROM_MARKS).length;
  const points = areas.filter(({ point }) => point).length;
  const affectedLevel = levelOfAreas(affectedAreas);
  const complexityLevel = levelOfPoints(points);
  const openCase = affectedLevel === 'high' && complexityLevel === 'high';
  return { affectedAreas, affectedLevel, points, complexityLevel, openCase, areas };
}

function withOpenAsMarks(catalogue: Catalogue, answers: Answers): Answers {
  const ids = catalogue.areas.flatMap((area) => area.indicators.map(({ id }) => id));
  return Object.fromEntries(ids.map((id) => [id, answers[id] === 'no' ? 'no' : 'yes']));
}

/**
 * Evaluates the Indikatorenkatalog: how many life areas are affected, how complex the case is, and whether the form
 * advises to open a Case Management case ("Bei hoher Anzahl der betroffenen Lebensbereiche und hoher Komplexität des
 * Falls soll ein CM-Fall eröffnet werden", form page 4).
 *
 * Indicators that are missing in `answers` count as open. Ids that the catalogue does not know are ignored. The result
 * is advice; a case worker may decide otherwise.
 */
export function evaluate(catalogue: Catalogue, answers: Answers): Evaluation {
  const result = figures(catalogue.areas.map((area) => resultOf(area, answers)));
  const utmost = evaluateUtmost(catalogue, answers);
  return { ...result, couldChange: utmost.openCase !== result.openCase };
}

/** What the figures would be if every open indicator were a mark: the upper bound of what is still to be learnt. */
export function evaluateUtmost(
  catalogue: Catalogue,
  answers: Answers,
): Omit<Evaluation, 'couldChange'> {
  const utmost = withOpenAsMarks(catalogue, answers);
  return figures(catalogue.areas.map((area) => resultOf(area, utmost)));
}
