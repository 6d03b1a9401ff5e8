import { say, type Words } from '../../dialogs/dialog.ts';
import type { AreaResult } from '../domain/assessment.ts';
import { type Area, type Question, questionsOf } from '../domain/catalogue.ts';
import { type Mark, markOf } from './boxes.ts';
import { columns, PADDING } from './columns.ts';
import type { Paper } from './paper.ts';
import { STYLE } from './style.ts';
import { type Line, set } from './text.ts';
import { type Content, columnCount, type EvaluatedPass, passName } from './words.ts';

/**
 * A row of the table of life areas. 1. `indicator`: an indicator with a box for every pass; 2. `wide`: a note or a
 * line of the form, across the columns of indicators and boxes.
 */
export type Row =
  | { kind: 'indicator'; number: string; lines: Line[]; marks: Mark[] }
  | { kind: 'wide'; bar: boolean; lines: Line[] };

/** A life area, set. The rows of a group belong together; `label` and `outcome` stand beside all of them. */
export type AreaRows = { title: string; label: Line[]; outcome: Line[]; groups: Row[][] };

/** Space for the number of an indicator, before its text, in points. */
export const NUMBER_WIDTH = 17;

function noteRows(paper: Paper, content: Content, indicatorId: string, width: number): Row[] {
  const several = content.sheet.passes.length > 1;
  return content.sheet.passes.flatMap(({ notes }, index): Row[] => {
    const note = notes[indicatorId];
    if (!note) return [];
    const text = { plain: note };
    const words: Words = several
      ? say('sheet:noteOf', { pass: passName(content, index), text })
      : say('sheet:note', { text });
    const lines = set(paper, content.german(words), STYLE.note, width, {
      indent: NUMBER_WIDTH + 7,
    });
    return [{ kind: 'wide', bar: true, lines }];
  });
}

function group(paper: Paper, content: Content, { indicator, number }: Question): Row[] {
  const { text, wide } = columns(columnCount(content));
  const inside = text.width - 2 * PADDING.x;
  const words = content.german({ content: indicator.text });
  return [
    {
      kind: 'indicator',
      number: String(number),
      lines: set(paper, words, STYLE.text, inside, { indent: NUMBER_WIDTH }),
      marks: Array.from({ length: columnCount(content) }, (_, index) =>
        markOf(content.sheet.passes[index], indicator.id),
      ),
    },
    ...noteRows(paper, content, indicator.id, wide.width - 2 * PADDING.x),
  ];
}

function formLine(paper: Paper, content: Content, words: Area['leadIn']): Row[] {
  if (!words) return [];
  const { wide } = columns(columnCount(content));
  const text = content.german({ content: words });
  const lines = set(paper, text, STYLE.strong, wide.width - 2 * PADDING.x, {
    indent: NUMBER_WIDTH,
  });
  return [{ kind: 'wide', bar: false, lines }];
}

function outcomeOf(
  paper: Paper,
  content: Content,
  passes: readonly EvaluatedPass[],
  area: Area,
): Line[] {
  const width = columns(columnCount(content)).outcome.width - 2 * PADDING.x;
  const line = (words: Words, style: (typeof STYLE)[keyof typeof STYLE], above = 0) =>
    set(paper, content.german(words), style, width, { above });
  return [
    ...line(say('sheet:threshold', { count: area.marksPerPoint }), STYLE.small),
    ...passes.flatMap(({ name, evaluation }) => {
      const result = evaluation.areas.find(({ id }) => id === area.id);
      if (!result) return [];
      return [
        ...(passes.length > 1 ? line({ plain: name }, STYLE.small, 5) : []),
        ...line(marksWords(result), STYLE.text, passes.length > 1 ? 0 : 5),
        ...line(say(result.point ? 'sheet:point' : 'sheet:noPoint'), STYLE.strong),
      ];
    }),
  ];
}

const marksWords = ({ marks, open }: AreaResult): Words =>
  open > 0 ? say('sheet:marksOpen', { count: marks, open }) : say('sheet:marks', { count: marks });

/** Sets everything that the form says on a life area, and what was recorded in it. */
export function areaRows(
  paper: Paper,
  content: Content,
  passes: readonly EvaluatedPass[],
  area: Area,
): AreaRows {
  const width = columns(columnCount(content)).area.width - 2 * PADDING.x;
  const questions = questionsOf(content.catalogue).filter((each) => each.area.id === area.id);
  const title = content.german(
    say('sheet:area', {
      number: questions[0]?.areaNumber ?? 0,
      title: { content: area.title },
    }),
  );
  const groups = questions.map((question) => group(paper, content, question));
  groups[0]?.unshift(...formLine(paper, content, area.leadIn));
  groups.at(-1)?.push(...formLine(paper, content, area.closing));
  return {
    title,
    label: set(paper, title, STYLE.strong, width),
    outcome: outcomeOf(paper, content, passes, area),
    groups,
  };
}
