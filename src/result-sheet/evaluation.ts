import { say, type Words } from '../../dialogs/dialog.ts';
import { why } from '../../dialogs/why.ts';
import { evaluateUtmost } from '../domain/assessment.ts';
import { type Catalogue, questionsOf } from '../domain/catalogue.ts';
import type { Pass } from '../domain/sheet.ts';
import { type Cells, drawGrid } from './grid.ts';
import type { Paper } from './paper.ts';
import { heading, paragraph } from './prose.ts';
import { STYLE, type Style } from './style.ts';
import { set } from './text.ts';
import { type Content, type EvaluatedPass, ranges } from './words.ts';

function openNumbers(catalogue: Catalogue, { answers }: Pass): number[] {
  return questionsOf(catalogue)
    .filter(({ indicator }) => (answers[indicator.id] ?? 'open') === 'open')
    .map(({ number }) => number);
}

/** What is open, and whether it could change the recommendation. */
function openWords(catalogue: Catalogue, { pass, evaluation }: EvaluatedPass): Words[] {
  const open = openNumbers(catalogue, pass);
  if (open.length === 0) return [say('sheet:nothingOpen')];
  const utmost = evaluateUtmost(catalogue, pass.answers);
  return [
    say(evaluation.couldChange ? 'assessment:openChanges' : 'assessment:openKeeps', {
      count: open.length,
      areas: say('assessment:areasCount', { count: utmost.affectedAreas }),
      points: say('assessment:pointsCount', { count: utmost.points }),
    }),
    say('sheet:openQuestions', { count: open.length, numbers: ranges(open) }),
  ];
}

const figure = (number: number, of: number, level: string): Words =>
  say('assessment:figure', { number, of, level: say(`assessment:level.${level}`) });

type Told = { words: Words; style: Style }[];

const told = (style: Style, ...words: Words[]): Told =>
  words.map((each) => ({ words: each, style }));

function headOf({ pass, name }: EvaluatedPass): Told {
  const head = told(STYLE.columnHead, { plain: name });
  return pass.finishedAt ? head : [...head, ...told(STYLE.warning, say('sheet:interim'))];
}

/** The lines of the evaluation: what the form asks for, and the answer of each pass beside it. */
function rows({ catalogue }: Content, passes: readonly EvaluatedPass[]): Told[][] {
  const of = catalogue.areas.length;
  const row = (label: Told, cell: (each: EvaluatedPass) => Told) => [label, ...passes.map(cell)];
  const label = (key: string, ...small: string[]) => [
    ...told(STYLE.strong, say(key)),
    ...told(STYLE.small, ...small.map((each) => say(each))),
  ];
  return [
    row([], headOf),
    row(label('sheet:sumAreas', 'sheet:scaleAreas'), ({ evaluation: e }) =>
      told(STYLE.value, figure(e.affectedAreas, of, e.affectedLevel)),
    ),
    row(label('sheet:sumPoints', 'sheet:scalePoints'), ({ evaluation: e }) =>
      told(STYLE.value, figure(e.points, of, e.complexityLevel)),
    ),
    row(label('sheet:recommendation'), ({ evaluation }) => [
      ...told(
        STYLE.recommendation,
        say(evaluation.openCase ? 'assessment:recommended' : 'assessment:notRecommended'),
      ),
      ...told(STYLE.text, why(evaluation)),
    ]),
    row(label('sheet:stillOpen'), (each) => told(STYLE.text, ...openWords(catalogue, each))),
  ];
}

/** Draws the evaluation of every pass that was begun, side by side, and the form's rule below it. */
export function drawEvaluation(
  paper: Paper,
  content: Content,
  passes: readonly EvaluatedPass[],
): void {
  const { german } = content;
  const cells: Cells[] = rows(content, passes).map((row) =>
    row.map(
      (texts) => (width) =>
        texts.flatMap(({ words, style }) => set(paper, german(words), style, width)),
    ),
  );
  heading(paper, german(say('sheet:evaluation')), 190);
  drawGrid(paper, cells);
  paragraph(paper, german(say('sheet:formRule')), STYLE.strong, { above: 8 });
  paragraph(paper, german(say('assessment:wordsOfTheCouncil')), STYLE.text, { above: 4 });
  paragraph(paper, german(say('sheet:advice')), STYLE.text, { above: 4 });
}
