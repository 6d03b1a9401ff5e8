import { type Evaluation, evaluate, evaluateUtmost } from '../src/domain/assessment.ts';
import {
  type Area,
  type Catalogue,
  protectiveNotesFor,
  questionsOf,
} from '../src/domain/catalogue.ts';
import { canReassess, comparePasses, currentPass, previousPass } from '../src/domain/sheet.ts';
import { type AssessmentContext, sheetOf } from './assessment-steps.ts';
import { type Button, button, type Part, type Reply, type Row, say } from './dialog.ts';
import { why } from './why.ts';

function dotsOf(area: Area, result: Evaluation['areas'][number]): NonNullable<Row['dots']> {
  return { marks: result.marks, threshold: area.marksPerPoint, open: result.open };
}

function areaResults(catalogue: Catalogue, { areas }: Evaluation) {
  return catalogue.areas.map((area, index) => {
    const result = areas[index];
    if (!result) throw new RangeError('an evaluation has a result for every area');
    return { area, result };
  });
}

/** All areas with their marks, what is open, and the way back into each of them. */
export function reviewReply(context: AssessmentContext): Reply {
  const { catalogue } = context;
  const { answers } = currentPass(sheetOf(context));
  const evaluation = evaluate(catalogue, answers);
  const open = evaluation.areas.reduce((sum, area) => sum + area.open, 0);
  return {
    parts: [
      {
        kind: 'text',
        size: 'title',
        words: say('assessment:reviewTitle', { reference: { plain: sheetOf(context).reference } }),
      },
      {
        kind: 'text',
        words:
          open > 0
            ? say('assessment:reviewOpen', { count: open })
            : say('assessment:reviewComplete'),
      },
      {
        kind: 'rows',
        title: say('assessment:reviewRows'),
        rows: areaResults(catalogue, evaluation).map(({ area, result }) => ({
          words: { content: area.title },
          detail: say(result.open > 0 ? 'assessment:areaMarksOpen' : 'assessment:areaMarks', {
            count: result.marks,
            threshold: area.marksPerPoint,
            open: result.open,
          }),
          dots: dotsOf(area, result),
          event: { type: 'GO_TO_AREA', area: area.id },
        })),
      },
      { kind: 'text', size: 'small', words: say('assessment:finishHint') },
      {
        kind: 'buttons',
        main: [button('assessment:finish', { type: 'FINISH' }, 'primary')],
        also: [
          ...(context.undoable ? [button('assessment:undo', { type: 'UNDO' })] : []),
          button('assessment:backToQuestions', { type: 'BACK' }),
          button('assessment:explain', { type: 'EXPLAIN' }),
          button('assessment:pause', { type: 'PAUSE' }),
        ],
        more: [button('common:cancel', { type: 'CANCEL' })],
      },
    ],
  };
}

function figures({
  affectedAreas,
  affectedLevel,
  points,
  complexityLevel,
  areas,
}: Evaluation): Part {
  const of = areas.length;
  return {
    kind: 'facts',
    facts: [
      {
        label: say('assessment:affected'),
        value: say('assessment:figure', {
          number: affectedAreas,
          of,
          level: say(`assessment:level.${affectedLevel}`),
        }),
      },
      {
        label: say('assessment:complexity'),
        value: say('assessment:figure', {
          number: points,
          of,
          level: say(`assessment:level.${complexityLevel}`),
        }),
      },
    ],
  };
}

function areaRows(
  catalogue: Catalogue,
  evaluation: Evaluation,
  answers: Readonly<Record<string, string>>,
): Part[] {
  const rows = areaResults(catalogue, evaluation);
  return [
    {
      kind: 'rows',
      title: say('assessment:resultRows'),
      rows: rows.map(({ area, result }) => ({
        words: { content: area.title },
        detail: say(result.point ? 'assessment:areaPoint' : 'assessment:areaNoPoint', {
          count: result.marks,
          threshold: area.marksPerPoint,
        }),
        dots: dotsOf(area, result),
      })),
    },
    {
      kind: 'rows',
      title: say('assessment:crossed'),
      tucked: true,
      rows: rows
        .filter(({ result }) => result.point)
        .flatMap(({ area }) =>
          area.indicators
            .filter(({ id }) => answers[id] === 'yes')
            .map(({ text }) => ({ words: { content: text }, detail: { content: area.title } })),
        ),
    },
  ];
}

function openParts(
  catalogue: Catalogue,
  evaluation: Evaluation,
  answers: Readonly<Record<string, 'yes' | 'no' | 'open'>>,
): Part[] {
  const open = questionsOf(catalogue).filter(
    ({ indicator }) => (answers[indicator.id] ?? 'open') === 'open',
  );
  if (open.length === 0) return [];
  const utmost = evaluateUtmost(catalogue, answers);
  return [
    {
      kind: 'notice',
      tone: evaluation.couldChange ? 'warning' : 'info',
      words: say(evaluation.couldChange ? 'assessment:openChanges' : 'assessment:openKeeps', {
        count: open.length,
        areas: say('assessment:areasCount', { count: utmost.affectedAreas }),
        points: say('assessment:pointsCount', { count: utmost.points }),
      }),
    },
    {
      kind: 'rows',
      title: say('assessment:openRows', { count: open.length }),
      tucked: true,
      rows: open.map(({ number, indicator, area }) => ({
        words: { content: indicator.text },
        detail: say('assessment:questionOf', { number, area: { content: area.title } }),
      })),
    },
  ];
}

function comparison(context: AssessmentContext): Part[] {
  const sheet = sheetOf(context);
  const { catalogue } = context;
  const before = previousPass(sheet);
  if (!before) return [];
  const then = evaluate(catalogue, before.answers);
  const now = evaluate(catalogue, currentPass(sheet).answers);
  const texts = new Map(
    questionsOf(catalogue).map(({ indicator }) => [indicator.id, indicator.text]),
  );
  const answerWords = (answer: string | null) => say(`assessment:answer.${answer ?? 'none'}`);
  return [
    {
      kind: 'text',
      size: 'title',
      words: say('assessment:comparison', {
        day: { date: before.finishedAt ?? before.startedAt, style: 'day' },
      }),
    },
    {
      kind: 'facts',
      facts: [
        {
          label: say('assessment:affected'),
          value: say('assessment:fromTo', { from: then.affectedAreas, to: now.affectedAreas }),
        },
        {
          label: say('assessment:complexity'),
          value: say('assessment:fromTo', { from: then.points, to: now.points }),
        },
      ],
    },
    {
      kind: 'rows',
      title: say('assessment:changed'),
      tucked: true,
      rows: comparePasses(sheet, catalogue).flatMap((change) => {
        const text = texts.get(change.indicator);
        return text
          ? [
              {
                words: { content: text },
                detail: say('assessment:fromTo', {
                  from: answerWords(change.before),
                  to: answerWords(change.now),
                }),
              },
            ]
          : [];
      }),
    },
  ];
}

function decisionPart(context: AssessmentContext): Part[] {
  const { decision } = currentPass(sheetOf(context));
  if (!decision) return [];
  return [
    {
      kind: 'notice',
      tone: 'info',
      words: say(decision.openCase ? 'assessment:decidedOpen' : 'assessment:decidedNot', {
        reason: { plain: decision.reason },
        day: { date: decision.at, style: 'day' },
      }),
    },
  ];
}

/** The result, readable from the top down: recommendation, why, areas, what is open, protective notes, next steps. */
export function resultReply(context: AssessmentContext): Reply {
  const { catalogue, link } = context;
  const sheet = sheetOf(context);
  const { answers } = currentPass(sheet);
  const evaluation = evaluate(catalogue, answers);
  const marks = Object.keys(answers).filter((id) => answers[id] === 'yes');
  const reassessment: Button[] = canReassess(sheet, catalogue)
    ? [button('assessment:reassess', { type: 'REASSESS' })]
    : [];
  const linkParts: Part[] = link
    ? [
        {
          kind: 'link',
          words: say('assessment:openSheet', { minutes: link.minutes }),
          url: link.url,
        },
      ]
    : [];
  return {
    parts: [
      {
        kind: 'text',
        size: 'small',
        words: say('assessment:resultOf', { reference: { plain: sheet.reference } }),
      },
      {
        kind: 'text',
        size: 'title',
        words: say(evaluation.openCase ? 'assessment:recommended' : 'assessment:notRecommended'),
      },
      { kind: 'text', words: why(evaluation) },
      figures(evaluation),
      ...decisionPart(context),
      ...linkParts,
      ...areaRows(catalogue, evaluation, answers),
      ...openParts(catalogue, evaluation, answers),
      ...comparison(context),
      ...protectiveNotesFor(catalogue, marks).map(
        (note): Part => ({ kind: 'notice', tone: 'protective', words: { content: note.text } }),
      ),
      { kind: 'text', size: 'small', words: say('assessment:wordsOfTheCouncil') },
      {
        kind: 'text',
        words: say(evaluation.openCase ? 'assessment:nextOpen' : 'assessment:nextNotOpen'),
      },
      {
        kind: 'buttons',
        main: [
          button('assessment:export', { type: 'EXPORT' }, 'primary'),
          button('assessment:decide', { type: 'DECIDE' }),
          button('assessment:explain', { type: 'EXPLAIN' }),
        ],
        also: [
          button('assessment:trail', { type: 'TRAIL' }),
          ...reassessment,
          button('common:home', { type: 'HOME' }),
        ],
      },
    ],
  };
}
