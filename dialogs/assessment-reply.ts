import { type Area, protectiveNotesFor, questionAt, questionsOf } from '../src/domain/catalogue.ts';
import { currentPass, previousPass } from '../src/domain/sheet.ts';
import { decidingReply, explainingReply, trailReply } from './assessment-detail-reply.ts';
import { resultReply, reviewReply } from './assessment-result-reply.ts';
import { type AssessmentContext, sheetOf } from './assessment-steps.ts';
import {
  type AnySnapshot,
  type Button,
  button,
  type Part,
  type Progress,
  type Reply,
  say,
  type Words,
} from './dialog.ts';

/** What is said once above everything else: the remark, and the protective notes that a new mark calls for. */
function opening(context: AssessmentContext): Part[] {
  const { alerts = [] } = context;
  return [
    ...(context.remark ? [{ kind: 'notice', tone: 'info', words: context.remark } as const] : []),
    ...alerts.map((words): Part => ({ kind: 'notice', tone: 'protective', words })),
  ];
}

function progressOf({ catalogue, sheet }: AssessmentContext, count: Words, done: number): Progress {
  const { area, areaNumber } = questionAt(catalogue, sheet?.position ?? 0);
  const place = say('assessment:place', {
    number: areaNumber,
    of: catalogue.areas.length,
    area: { content: area.title },
  });
  return { place, count, done, of: questionsOf(catalogue).length };
}

const undoButton = ({ undoable }: AssessmentContext): Button[] =>
  undoable ? [button('assessment:undo', { type: 'UNDO' })] : [];

function referenceReply(context: AssessmentContext): Reply {
  const { problem, suggestion = '', sameReference } = context;
  const parts: Part[] = [
    { kind: 'text', size: 'title', words: say('assessment:new') },
    { kind: 'text', size: 'small', words: say('assessment:data') },
  ];
  if (problem) {
    parts.push({ kind: 'notice', tone: 'warning', words: say(`assessment:problem.${problem}`) });
  }
  parts.push({
    kind: 'question',
    words: say('assessment:askReference'),
    inputs: [
      {
        kind: 'text',
        id: 'reference',
        label: say('assessment:reference'),
        hint: say('assessment:referenceHint', { suggestion }),
      },
    ],
  });
  parts.push({
    kind: 'buttons',
    main: [
      button('assessment:create', { type: 'SUBMIT' }, 'primary'),
      { words: say('assessment:useSuggestion', { suggestion }), event: { type: 'USE_SUGGESTION' } },
    ],
    also: [
      ...(sameReference
        ? [button('assessment:openExisting', { type: 'OPEN', sheet: sameReference })]
        : []),
      button('common:cancel', { type: 'CANCEL' }),
    ],
  });
  return { parts };
}

function questionReply(context: AssessmentContext): Reply {
  const sheet = sheetOf(context);
  const { catalogue } = context;
  const { indicator, area, number } = questionAt(catalogue, sheet.position);
  const count = say('assessment:count', { number, of: questionsOf(catalogue).length });
  const { answers, notes } = currentPass(sheet);
  const answer = answers[indicator.id];
  const before = previousPass(sheet)?.answers[indicator.id];
  const note = notes[indicator.id];
  const parts: Part[] = opening(context);
  parts.push({
    kind: 'question',
    words: { content: indicator.text },
    ...(area.leadIn ? { lead: { content: area.leadIn } } : {}),
    ...(area.closing ? { closing: { content: area.closing } } : {}),
    progress: progressOf(context, count, number - 1),
    inputs: [
      {
        kind: 'text',
        id: 'note',
        label: say('assessment:note'),
        hint: say('assessment:noteHint'),
        value: note ?? '',
        long: true,
        tucked: !note,
      },
    ],
  });
  if (before) {
    parts.push({
      kind: 'text',
      size: 'small',
      words: say('assessment:before', { answer: say(`assessment:answer.${before}`) }),
    });
  }
  if (answer) {
    parts.push({
      kind: 'text',
      size: 'small',
      words: say('assessment:soFar', { answer: say(`assessment:answer.${answer}`) }),
    });
  }
  if (answer === 'yes' && !context.alerts?.length) {
    for (const each of protectiveNotesFor(catalogue, [indicator.id])) {
      parts.push({ kind: 'notice', tone: 'protective', words: { content: each.text } });
    }
  }
  parts.push({
    kind: 'buttons',
    main: [
      button('assessment:answer.yes', { type: 'ANSWER', answer: 'yes' }),
      button('assessment:answer.no', { type: 'ANSWER', answer: 'no' }),
      button('assessment:answer.open', { type: 'ANSWER', answer: 'open' }),
    ],
    also: [
      ...undoButton(context),
      ...(sheet.position > 0 ? [button('common:back', { type: 'BACK' })] : []),
      button('assessment:areaNone', { type: 'AREA_NONE' }),
      button('assessment:pause', { type: 'PAUSE' }),
    ],
    more: [
      button('assessment:wholeArea', { type: 'MODE', mode: 'area' }),
      button('assessment:overview', { type: 'REVIEW' }),
      button('common:help', { type: 'HELP' }),
      button('common:cancel', { type: 'CANCEL' }),
    ],
  });
  return { parts };
}

/** The words that stand around an area's indicators on the form, below the heading of its card. */
function formWords({ leadIn, closing }: Area): { closing?: Words } {
  if (!leadIn || !closing) return {};
  const params = { lead: { content: leadIn }, closing: { content: closing } };
  return { closing: say('assessment:formWords', params) };
}

function areaReply(context: AssessmentContext): Reply {
  const sheet = sheetOf(context);
  const { area } = questionAt(context.catalogue, sheet.position);
  const { answers } = currentPass(sheet);
  const before = previousPass(sheet)?.answers;
  const done = Object.keys(answers).length;
  const of = questionsOf(context.catalogue).length;
  const ids = area.indicators.map(({ id }) => id);
  const { contradiction } = context;
  const marks = contradiction?.marks ?? ids.filter((id) => answers[id] === 'yes');
  const open = contradiction?.open ?? ids.filter((id) => answers[id] === 'open');
  const options = area.indicators.map(({ id, text }) => ({
    id,
    words: { content: text },
    ...(before?.[id] === 'yes' ? { hint: say('assessment:markedBefore') } : {}),
  }));
  const parts: Part[] = opening(context);
  if (contradiction) {
    parts.push({ kind: 'notice', tone: 'warning', words: say('assessment:contradiction') });
  }
  parts.push({
    kind: 'question',
    words: say('assessment:askArea', { area: { content: area.title } }),
    ...formWords(area),
    progress: progressOf(context, say('assessment:answered', { count: done, of }), done),
    inputs: [
      {
        kind: 'choices',
        id: 'marks',
        label: say('assessment:marks'),
        options,
        selected: marks,
      },
      {
        kind: 'choices',
        id: 'open',
        label: say('assessment:stillOpen'),
        options,
        selected: open,
        tucked: open.length === 0,
      },
    ],
  });
  const first = context.catalogue.areas[0]?.id === area.id;
  parts.push({
    kind: 'buttons',
    main: [button('assessment:saveArea', { type: 'SUBMIT' }, 'primary')],
    also: [
      ...undoButton(context),
      ...(first && !context.fromReview ? [] : [button('common:back', { type: 'BACK' })]),
      button('assessment:pause', { type: 'PAUSE' }),
    ],
    more: [
      button('assessment:oneByOne', { type: 'MODE', mode: 'question' }),
      button('assessment:overview', { type: 'REVIEW' }),
      button('common:help', { type: 'HELP' }),
      button('common:cancel', { type: 'CANCEL' }),
    ],
  });
  return { parts };
}

function leavingReply(context: AssessmentContext): Reply {
  const sheet = sheetOf(context);
  const key = sheet.passes.length > 1 ? 'assessment:leaveReassessment' : 'assessment:leave';
  return {
    parts: [
      { kind: 'question', words: say(key, { reference: { plain: sheet.reference } }) },
      {
        kind: 'buttons',
        main: [
          button('assessment:keep', { type: 'KEEP' }, 'primary'),
          button('common:continue', { type: 'CONTINUE' }),
          button('assessment:deleteForever', { type: 'DELETE' }, 'danger'),
        ],
      },
    ],
  };
}

/** What the assessment says in the state it rests in. States that only pass by have nothing to say. */
export function readAssessment({ value, context }: AnySnapshot): Reply {
  switch (value) {
    case 'reference':
      return referenceReply(context);
    case 'question':
      return questionReply(context);
    case 'area':
      return areaReply(context);
    case 'review':
      return withOpening(context, reviewReply(context));
    case 'result':
      return withOpening(context, resultReply(context));
    case 'deciding':
      return decidingReply(context);
    case 'explaining':
      return explainingReply(context);
    case 'trail':
      return trailReply(context);
    case 'leaving':
      return leavingReply(context);
    default:
      return { parts: [] };
  }
}

const withOpening = (context: AssessmentContext, reply: Reply): Reply => ({
  parts: [...opening(context), ...reply.parts],
});
