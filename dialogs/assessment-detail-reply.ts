import { decisions } from '../src/domain/assessment.ts';
import { questionsOf } from '../src/domain/catalogue.ts';
import { currentPass } from '../src/domain/sheet.ts';
import { type AssessmentContext, sheetOf } from './assessment-steps.ts';
import { button, type Part, type Reply, type Row, say } from './dialog.ts';

const TRAIL_ROWS = 15;

/** Asks for the case worker's own decision, first which, then why. */
export function decidingReply(context: AssessmentContext): Reply {
  const { decision } = context;
  if (!decision) {
    return {
      parts: [
        { kind: 'question', words: say('assessment:askDecision') },
        {
          kind: 'buttons',
          main: [
            button('assessment:openCase', { type: 'ANSWER', answer: 'yes' }),
            button('assessment:openNoCase', { type: 'ANSWER', answer: 'no' }),
          ],
          also: [button('common:back', { type: 'BACK' })],
        },
      ],
    };
  }
  return {
    parts: [
      {
        kind: 'text',
        words: say(decision.openCase ? 'assessment:decidingOpen' : 'assessment:decidingNot'),
      },
      {
        kind: 'question',
        words: say('assessment:askReason'),
        inputs: [
          {
            kind: 'text',
            id: 'reason',
            label: say('assessment:reason'),
            hint: say('assessment:reasonHint'),
            long: true,
          },
        ],
      },
      {
        kind: 'buttons',
        main: [button('assessment:recordDecision', { type: 'SUBMIT' }, 'primary')],
        also: [button('common:back', { type: 'BACK' })],
      },
    ],
  };
}

/** "Wie wird gerechnet?": the rule of the form and what was decided where it is ambiguous. */
export function explainingReply({ catalogue }: AssessmentContext): Reply {
  return {
    parts: [
      { kind: 'text', size: 'title', words: say('assessment:explain') },
      { kind: 'text', words: say('assessment:rule') },
      {
        kind: 'facts',
        facts: catalogue.areas.map((area) => ({
          label: { content: area.title },
          value: say('assessment:threshold', { count: area.marksPerPoint }),
        })),
      },
      { kind: 'text', words: say('assessment:ambiguous') },
      ...decisions.map(
        (name): Part => ({ kind: 'text', words: say(`assessment:decisions.${name}`) }),
      ),
      {
        kind: 'text',
        size: 'small',
        words: say('common:source', {
          name: { plain: catalogue.source.name },
          date: { plain: catalogue.source.date },
          version: { plain: catalogue.version },
        }),
      },
      { kind: 'buttons', main: [button('common:back', { type: 'BACK' }, 'primary')] },
    ],
  };
}

/** Every change of an answer, the newest first, a page at a time. */
export function trailReply(context: AssessmentContext): Reply {
  const sheet = sheetOf(context);
  const texts = new Map(
    questionsOf(context.catalogue).map(({ indicator, number }) => [
      indicator.id,
      { number, text: indicator.text },
    ]),
  );
  const trail = [...currentPass(sheet).trail].reverse();
  const page = Math.min(
    Math.max(0, context.page ?? 0),
    Math.floor(Math.max(0, trail.length - 1) / TRAIL_ROWS),
  );
  const shown = trail.slice(page * TRAIL_ROWS, (page + 1) * TRAIL_ROWS);
  const rows = shown.flatMap((change): Row[] => {
    const question = texts.get(change.indicator);
    if (!question) return [];
    return [
      {
        words: say('assessment:trailRow', {
          number: question.number,
          text: { content: question.text },
        }),
        detail: say('assessment:trailDetail', {
          moment: { date: change.at, style: 'moment' },
          from: say(`assessment:answer.${change.from ?? 'none'}`),
          to: say(`assessment:answer.${change.to ?? 'none'}`),
        }),
      },
    ];
  });
  const older = (page + 1) * TRAIL_ROWS < trail.length;
  return {
    parts: [
      { kind: 'text', size: 'title', words: say('assessment:trail') },
      { kind: 'text', words: say('assessment:trailCount', { count: trail.length }) },
      { kind: 'rows', rows },
      {
        kind: 'buttons',
        main: [button('common:back', { type: 'BACK' }, 'primary')],
        also: [
          ...(page > 0 ? [button('assessment:newer', { type: 'PAGE', page: page - 1 })] : []),
          ...(older ? [button('assessment:older', { type: 'PAGE', page: page + 1 })] : []),
        ],
      },
    ],
  };
}
