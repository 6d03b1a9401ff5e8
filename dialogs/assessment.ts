import { and, assign, setup } from 'xstate';
import { firstPositionOf, questionAt, questionsOf } from '../src/domain/catalogue.ts';
import {
  canReassess,
  decide,
  finish,
  isFinished,
  reassess,
  recordNote,
  undoLast,
} from '../src/domain/sheet.ts';
import { readAssessment } from './assessment-reply.ts';
import {
  type AssessmentContext,
  answerArea,
  answerQuestion,
  areaBefore,
  begin,
  closeArea,
  contradicts,
  FORGOTTEN,
  givenReference,
  go,
  inMode,
  isLastArea,
  isLastQuestion,
  keepTicks,
  nameContradiction,
  problemWith,
  sheetOf,
  useOf,
  whereabouts,
} from './assessment-steps.ts';
import {
  type Dialog,
  type DialogEvent,
  type Opening,
  type Question,
  say,
  type Words,
} from './dialog.ts';

const machine = setup({
  types: {
    context: {} as AssessmentContext,
    events: {} as DialogEvent,
    input: {} as Opening,
  },
  guards: {
    isFinished: ({ context }) => (context.sheet ? isFinished(context.sheet) : false),
    worksByArea: ({ context }) => context.sheet?.mode === 'area',
    hasProblem: (given) => problemWith(given) !== undefined,
    isLastQuestion,
    isLastArea,
    cameFromReview: ({ context }) => context.fromReview === true,
    endsByArea: (given) => given.context.fromReview === true || isLastArea(given),
    contradicts,
    isUndoable: ({ context }) => context.undoable === true,
    isKnownArea: ({ context, event }) =>
      event.type === 'GO_TO_AREA' && firstPositionOf(context.catalogue, event.area) !== undefined,
    isKnownQuestion: ({ context, event }) =>
      event.type === 'GO_TO_QUESTION' &&
      event.number >= 1 &&
      event.number <= questionsOf(context.catalogue).length,
    wantsAreas: ({ event }) => event.type === 'MODE' && event.mode === 'area',
    wantsQuestions: ({ event }) => event.type === 'MODE' && event.mode === 'question',
    hasFreeColumn: ({ context }) => canReassess(sheetOf(context), context.catalogue),
    isDecision: ({ event }) => event.type === 'ANSWER' && event.answer !== 'open',
    hasReason: ({ context, event }) =>
      context.decision !== undefined &&
      ((event.type === 'TEXT' ? event.text : event.inputs['reason']) ?? '').trim().length >= 3,
  },
  actions: {
    ask: (_, _question: Question) => {},
    close: (_, _closing: { remark?: Words | undefined }) => {},
    prepare: assign(({ event }) =>
      event.type === 'PREPARED' ? { suggestion: event.suggestion, inUse: event.inUse } : {},
    ),
    takeSheet: assign(({ event }) =>
      event.type === 'OPENED'
        ? { sheet: event.sheet, catalogue: event.catalogue, sheetId: undefined }
        : {},
    ),
    selectSheet: assign(({ event }) =>
      event.type === 'OPEN' ? { ...FORGOTTEN, sheetId: event.sheet } : {},
    ),
    nameProblem: assign((given) => ({
      problem: problemWith(given),
      sameReference: useOf(given.context, givenReference(given))?.sheet,
    })),
    begin: assign((given) => begin(given.context, given.event, givenReference(given))),
    beginWithSuggestion: assign(({ context, event }) =>
      begin(context, event, context.suggestion ?? ''),
    ),
    keepNote: assign(({ context, event }) => {
      const text = event.inputs['note'];
      if (text === undefined || !context.sheet) return {};
      const { indicator } = questionAt(context.catalogue, context.sheet.position);
      return { sheet: recordNote(context.sheet, indicator.id, text, event.at) };
    }),
    answerQuestion: assign(answerQuestion),
    answerArea: assign(answerArea),
    keepTicks: assign(keepTicks),
    closeArea: assign(closeArea),
    undo: assign(({ context, event }) => ({
      ...FORGOTTEN,
      sheet: undoLast(sheetOf(context), context.catalogue, event.at),
      remark: say('assessment:undone'),
    })),
    stepBack: assign(({ context }) => go(context, sheetOf(context).position - 1)),
    areaBack: assign(areaBefore),
    goToArea: assign(({ context, event }) =>
      event.type === 'GO_TO_AREA'
        ? go(context, firstPositionOf(context.catalogue, event.area))
        : {},
    ),
    goToQuestion: assign(({ context, event }) =>
      event.type === 'GO_TO_QUESTION' ? go(context, event.number - 1) : {},
    ),
    fromReview: assign({ fromReview: true }),
    workByQuestion: assign(({ context }) => inMode(context, 'question')),
    workByArea: assign(({ context }) => inMode(context, 'area')),
    explainTicks: assign({ remark: say('assessment:ticksHint') }),
    nameContradiction: assign(nameContradiction),
    forget: assign({ ...FORGOTTEN, fromReview: undefined, page: undefined, decision: undefined }),
    welcomeBack: assign(({ context }) => ({
      ...FORGOTTEN,
      remark: whereabouts(context, 'assessment:resumed'),
    })),
    finish: assign(({ context, event }) => ({
      ...FORGOTTEN,
      sheet: finish(sheetOf(context), event.at),
    })),
    reassess: assign(({ context, event }) => ({
      ...FORGOTTEN,
      sheet: reassess(sheetOf(context), context.catalogue, event.at),
      remark: say('assessment:reassessing'),
    })),
    chooseDecision: assign(({ event }) =>
      event.type === 'ANSWER' ? { decision: { openCase: event.answer === 'yes' } } : {},
    ),
    recordDecision: assign(({ context, event }) => ({
      sheet: decide(
        sheetOf(context),
        context.decision?.openCase ?? false,
        (event.type === 'TEXT' ? event.text : event.inputs['reason']) ?? '',
        event.at,
      ),
      decision: undefined,
      remark: say('assessment:decisionRecorded'),
    })),
    keepLink: assign(({ event }) =>
      event.type === 'EXPORTED'
        ? { ...FORGOTTEN, link: { url: event.url, minutes: event.minutes } }
        : {},
    ),
    turnPage: assign(({ event }) => (event.type === 'PAGE' ? { page: event.page } : {})),
  },
}).createMachine({
  id: 'assessment',
  context: ({ input }) => ({ ...input }),
  initial: 'starting',
  states: {
    starting: {
      entry: {
        type: 'ask',
        params: ({ context }): Question =>
          context.sheetId ? { kind: 'open', sheet: context.sheetId } : { kind: 'prepare' },
      },
      on: {
        PREPARED: { target: 'reference', actions: 'prepare' },
        OPENED: { target: 'resuming', actions: 'takeSheet' },
        NOT_FOUND: {
          target: 'closed',
          actions: { type: 'close', params: { remark: say('assessment:gone') } },
        },
      },
    },
    reference: {
      on: {
        USE_SUGGESTION: { target: 'question', actions: 'beginWithSuggestion' },
        SUBMIT: [
          { guard: 'hasProblem', actions: 'nameProblem' },
          { target: 'question', actions: 'begin' },
        ],
        TEXT: [
          { guard: 'hasProblem', actions: 'nameProblem' },
          { target: 'question', actions: 'begin' },
        ],
        OPEN: { target: 'starting', actions: 'selectSheet' },
        BACK: 'closing',
        CANCEL: 'closing',
        PAUSE: 'closing',
        HOME: 'closing',
      },
    },
    resuming: {
      always: [
        { guard: 'isFinished', target: 'result' },
        { guard: 'worksByArea', target: 'area', actions: 'welcomeBack' },
        { target: 'question', actions: 'welcomeBack' },
      ],
    },
    question: {
      exit: 'keepNote',
      on: {
        ANSWER: [
          { guard: 'isLastQuestion', target: 'review', actions: 'answerQuestion' },
          { target: 'question', reenter: true, actions: 'answerQuestion' },
        ],
        AREA_NONE: [
          { guard: 'isLastArea', target: 'review', actions: 'closeArea' },
          { target: 'question', reenter: true, actions: 'closeArea' },
        ],
        UNDO: { guard: 'isUndoable', target: 'question', reenter: true, actions: 'undo' },
        BACK: { target: 'question', reenter: true, actions: 'stepBack' },
        CONTINUE: { target: 'question', reenter: true, actions: 'welcomeBack' },
        HELP: { target: 'question', reenter: true },
        GO_TO_AREA: {
          guard: 'isKnownArea',
          target: 'question',
          reenter: true,
          actions: 'goToArea',
        },
        GO_TO_QUESTION: {
          guard: 'isKnownQuestion',
          target: 'question',
          reenter: true,
          actions: 'goToQuestion',
        },
        MODE: { guard: 'wantsAreas', target: 'area', actions: 'workByArea' },
        REVIEW: { target: 'review', actions: 'forget' },
        FINISH: { target: 'review', actions: 'forget' },
        PAUSE: 'pausing',
        HOME: 'pausing',
        CANCEL: 'leaving',
      },
    },
    area: {
      exit: 'keepTicks',
      on: {
        SUBMIT: [
          { guard: 'contradicts', actions: 'nameContradiction' },
          { guard: 'endsByArea', target: 'review', actions: 'answerArea' },
          { target: 'area', reenter: true, actions: 'answerArea' },
        ],
        ANSWER: { actions: 'explainTicks' },
        AREA_NONE: [
          { guard: 'endsByArea', target: 'review', actions: 'closeArea' },
          { target: 'area', reenter: true, actions: 'closeArea' },
        ],
        UNDO: { guard: 'isUndoable', target: 'area', reenter: true, actions: 'undo' },
        BACK: [
          { guard: 'cameFromReview', target: 'review', actions: 'forget' },
          { target: 'area', reenter: true, actions: 'areaBack' },
        ],
        CONTINUE: { target: 'area', reenter: true, actions: 'welcomeBack' },
        HELP: { target: 'area', reenter: true },
        GO_TO_AREA: { guard: 'isKnownArea', target: 'area', reenter: true, actions: 'goToArea' },
        GO_TO_QUESTION: {
          guard: 'isKnownQuestion',
          target: 'question',
          actions: ['workByQuestion', 'goToQuestion'],
        },
        MODE: { guard: 'wantsQuestions', target: 'question', actions: 'workByQuestion' },
        REVIEW: { target: 'review', actions: 'forget' },
        FINISH: { target: 'review', actions: 'forget' },
        PAUSE: 'pausing',
        HOME: 'pausing',
        CANCEL: 'leaving',
      },
    },
    review: {
      on: {
        GO_TO_AREA: { guard: 'isKnownArea', target: 'area', actions: ['goToArea', 'fromReview'] },
        GO_TO_QUESTION: { guard: 'isKnownQuestion', target: 'question', actions: 'goToQuestion' },
        FINISH: { target: 'result', actions: 'finish' },
        UNDO: [
          { guard: and(['isUndoable', 'worksByArea']), target: 'area', actions: 'undo' },
          { guard: 'isUndoable', target: 'question', actions: 'undo' },
        ],
        EXPLAIN: 'explaining',
        BACK: { target: 'resuming', actions: 'forget' },
        CONTINUE: { target: 'resuming', actions: 'forget' },
        PAUSE: 'pausing',
        HOME: 'pausing',
        CANCEL: 'leaving',
      },
    },
    result: {
      on: {
        EXPORT: 'exporting',
        DECIDE: { target: 'deciding', actions: 'forget' },
        EXPLAIN: 'explaining',
        TRAIL: { target: 'trail', actions: 'forget' },
        REASSESS: [
          { guard: and(['hasFreeColumn', 'worksByArea']), target: 'area', actions: 'reassess' },
          { guard: 'hasFreeColumn', target: 'question', actions: 'reassess' },
        ],
        BACK: 'closing',
        HOME: 'closing',
        CANCEL: 'closing',
        PAUSE: 'closing',
        CONTINUE: 'closing',
      },
    },
    exporting: {
      entry: {
        type: 'ask',
        params: ({ context }): Question => ({ kind: 'export', sheet: sheetOf(context).id }),
      },
      on: { EXPORTED: { target: 'result', actions: 'keepLink' }, NOT_FOUND: 'closing' },
    },
    deciding: {
      on: {
        ANSWER: { guard: 'isDecision', actions: 'chooseDecision' },
        SUBMIT: { guard: 'hasReason', target: 'result', actions: 'recordDecision' },
        TEXT: { guard: 'hasReason', target: 'result', actions: 'recordDecision' },
        BACK: { target: 'result', actions: 'forget' },
        CANCEL: { target: 'result', actions: 'forget' },
        HOME: 'closing',
      },
    },
    explaining: {
      on: {
        BACK: 'returning',
        CONTINUE: 'returning',
        CANCEL: 'returning',
        HOME: 'pausing',
      },
    },
    returning: { always: [{ guard: 'isFinished', target: 'result' }, { target: 'review' }] },
    trail: {
      on: {
        PAGE: { actions: 'turnPage' },
        BACK: { target: 'result', actions: 'forget' },
        CONTINUE: { target: 'result', actions: 'forget' },
        CANCEL: { target: 'result', actions: 'forget' },
        HOME: 'closing',
      },
    },
    leaving: {
      on: {
        KEEP: 'pausing',
        CANCEL: 'pausing',
        PAUSE: 'pausing',
        HOME: 'pausing',
        DELETE: 'deleting',
        BACK: { target: 'resuming', actions: 'forget' },
        CONTINUE: { target: 'resuming', actions: 'forget' },
      },
    },
    deleting: {
      entry: {
        type: 'ask',
        params: ({ context }): Question => ({ kind: 'delete', sheet: sheetOf(context).id }),
      },
      on: {
        LISTED: {
          target: 'closed',
          actions: { type: 'close', params: { remark: say('assessment:deleted') } },
        },
        NOT_FOUND: 'closing',
      },
    },
    pausing: {
      always: {
        target: 'closed',
        actions: {
          type: 'close',
          params: ({ context }: { context: AssessmentContext }) => ({
            remark: whereabouts(context, 'assessment:paused'),
          }),
        },
      },
    },
    closing: { always: { target: 'closed', actions: { type: 'close', params: {} } } },
    closed: { type: 'final' },
  },
});

export const assessment: Dialog = {
  name: 'assessment',
  version: 1,
  roles: ['caseWorker'],
  machine,
  read: readAssessment,
};
