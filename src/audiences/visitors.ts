import { answerParts, topicButton } from '../../dialogs/answer-reply.ts';
import {
  type Button,
  button,
  type Choice,
  FIRST_LOCALE,
  type HeardEvent,
  type Part,
  type Reply,
  type Stamp,
  say,
  type VisitorDesk,
} from '../../dialogs/dialog.ts';
import {
  dangerHint,
  homeButton,
  languageButtons,
  personButton,
  personParts,
} from '../../dialogs/visitor.ts';
import { quarterIn } from '../domain/courses.ts';
import { EMERGENCY } from '../domain/guide.ts';
import { type Locale, tongueOf } from '../domain/locale.ts';
import { mask } from '../domain/masking.ts';
import { dayOf } from '../domain/retention.ts';
import type { Phrase } from '../domain/understanding/questions.ts';
import type { Meaning, Reading, Understand } from '../domain/understanding/reading.ts';
import type { Stack } from '../stack.ts';
import type { Conversations } from '../stores/conversations.ts';
import type { Feedback } from '../stores/feedback.ts';
import type { Audience, Place, Taken } from './audience.ts';

export type VisitorParts = {
  conversations: Conversations;
  content: Omit<VisitorDesk, 'at'>;
  understand: Understand;
  feedback: Feedback;
};

/** The dialog at the bottom of a visitor's stack. */
const HOME = 'welcome';

const text = (key: string): Part => ({ kind: 'text', words: say(key) });
const notice = (key: string): Part => ({ kind: 'notice', tone: 'info', words: say(key) });
const buttons = (main: Button[]): Part => ({ kind: 'buttons', main });

/** Events that only answer the question at hand; all others mean the same wherever their button stands. */
const ANSWERS = new Set<Choice['type']>(['PICK', 'UNDO', 'SHOW', 'FORGET_NOW']);

/** Events that lead out of a dialog that has no use for them. */
const LEADS_AWAY = new Set<Choice['type']>([
  'TOPICS',
  'GROUP',
  'COURSE',
  'ADVICE',
  'VOUCHER',
  'FORGET',
  'HELP',
]);

/** What a line may mean that is a new question. */
const ASKS = new Set<Meaning['kind']>(['topic', 'meant', 'unknown']);

/** A new question: a line that asks something, or the button of a topic. */
const isQuestion = (event: Choice | HeardEvent): boolean =>
  event.type === 'HEARD' ? ASKS.has(event.reading.meaning.kind) : event.type === 'TOPIC';

/** What is said when somebody is done with a dialog, whatever its question is. */
const ENDS = new Set<Phrase>(['thanks', 'bye', 'restart', 'delete']);

/** Whether nothing more is asked: what is said next is about something new. */
const isDone = ({ parts }: Reply): boolean => parts.every(({ kind }) => kind !== 'question');

/** Whether the question at hand is if the conversation is to be deleted. */
const asksToForget = ({ parts }: Reply): boolean =>
  parts.some(
    (part) => part.kind === 'buttons' && part.main.some(({ event }) => event.type === 'FORGET_NOW'),
  );

/** Visitors of the public chat: they ask in their own words and languages, and nothing is known of them. */
export function createVisitors(parts: VisitorParts): Audience {
  const { content, understand, feedback } = parts;
  const deskAt = (at: string): VisitorDesk => ({ ...content, at });

  /** What can be said from every state; the question at hand stands again below. */
  function aside(event: Choice, at: string): Part[] {
    switch (event.type) {
      case 'TOPIC':
        return answerParts(content.guide, event.topic, at);
      case 'PERSON':
        return personParts(deskAt(at));
      case 'LANGUAGES':
        return [text('visit:whichLanguage'), buttons([...languageButtons])];
      case 'HELPFUL':
        return event.helpful
          ? [text('visit:helpfulThanks')]
          : [text('visit:helpfulSorry'), ...personParts(deskAt(at))];
      default:
        return [];
    }
  }

  /**
   * Takes what a dialog that has shown its result has no use for: the dialog is over, and the place at the bottom of
   * the stack answers. False where a question still stands, or where nobody has an answer.
   */
  async function isNews(event: Choice | HeardEvent, stack: Stack, stamp: Stamp): Promise<boolean> {
    if (!isQuestion(event) || stack.top() === HOME || !isDone(stack.read())) return false;
    await stack.take({ type: 'HOME', ...stamp });
    return stack.take({ ...event, ...stamp });
  }

  async function takeChoice(event: Choice, { stack, stamp, locale }: Place): Promise<Taken> {
    if (event.type === 'CONTINUE') return { said: [], locale };
    if (event.type === 'FORGET_NOW') {
      return { said: [text('visit:forgotten')], locale, forget: true };
    }
    const understood = await stack.take({ ...event, ...stamp });
    if (event.type === 'LANGUAGE' && event.locale !== 'other') {
      return { said: [notice('visit:languageChanged')], locale: event.locale };
    }
    if (event.type === 'HELPFUL' && content.guide.topics.has(event.topic)) {
      await feedback.helped(event.topic, event.helpful);
    }
    if (understood || (await isNews(event, stack, stamp))) return { said: [], locale };
    const said = aside(event, stamp.at);
    if (said.length > 0) return { said, locale };
    if (LEADS_AWAY.has(event.type)) {
      await stack.take({ type: 'HOME', ...stamp });
      if (await stack.take({ ...event, ...stamp })) return { said: [], locale };
    }
    return { said: [notice('visit:notHere')], locale };
  }

  /** Answers to a line that the dialog at hand has no use for, so that its place is not lost. */
  function answersTo(meaning: Meaning, at: string): Part[] {
    switch (meaning.kind) {
      case 'topic':
        return answerParts(content.guide, meaning.topics[0] ?? '', at);
      case 'meant':
        return [text('visit:meant'), buttons(meaning.topics.map(topicButton))];
      case 'unknown':
      case 'phrase':
        return [text('visit:notHere')];
      case 'nothing':
        return [text('visit:empty')];
      case 'emergency':
        return [];
      default:
        return meaning satisfies never;
    }
  }

  /** The city's courses, not its language, tell what a quarter is. */
  function withQuarter(reading: Reading, line: string, at: string): Reading {
    const quarter = quarterIn(content.courses, dayOf(at), line);
    return quarter ? { ...reading, wishes: { ...reading.wishes, quarter } } : reading;
  }

  function localeAfter({ tongue }: Reading, now: Locale): Locale {
    return tongue && tongue !== tongueOf(now) ? tongue : now;
  }

  async function takeLine(line: string, place: Place): Promise<Taken> {
    const { stack } = place;
    const { text: clean, masked, phone } = mask(line);
    const stamp: Stamp = { ...place.stamp, inputs: phone ? { phone } : {} };
    const { at, newId } = stamp;
    const reading = withQuarter(await understand(line, place.locale, clean), clean, at);
    const { meaning } = reading;
    const locale = localeAfter(reading, place.locale);
    // A number that was asked for is no slip.
    const isWished = stack.top() === 'callback' && phone !== undefined;
    const before = [
      ...(reading.danger ? [dangerHint] : []),
      ...(masked && !isWished ? [notice('visit:masked')] : []),
      ...(locale === place.locale ? [] : [notice('visit:languageChanged')]),
    ];
    if (meaning.kind === 'emergency') {
      const ways = buttons([button('visit:goOn', { type: 'CONTINUE' }), personButton, homeButton]);
      const said = [...answerParts(content.guide, EMERGENCY, at), ...before, ways];
      return { said, locale, alone: true };
    }
    if (meaning.kind === 'phrase' && meaning.phrase === 'yes' && asksToForget(stack.read())) {
      return { said: [text('visit:forgotten')], locale, forget: true };
    }
    if (meaning.kind === 'phrase' && ENDS.has(meaning.phrase)) {
      await stack.take({ type: 'HOME', ...stamp });
    }
    const heard = { type: 'HEARD', reading } as const;
    const understood = await stack.take({ ...heard, ...stamp });
    // What another dialog took is an answer to its question, or a search.
    const isUnanswered =
      meaning.kind === 'unknown' && !isWished && !(understood && stack.top() !== HOME);
    const changes = isUnanswered ? feedback.unanswered(newId, { text: clean, locale }, at) : [];
    if (understood || (await isNews(heard, stack, stamp))) return { said: before, locale, changes };
    if (meaning.kind === 'nothing' && masked) return { said: before, locale };
    return { said: [...before, ...answersTo(meaning, at)], locale, changes };
  }

  return {
    conversations: parts.conversations,
    home: HOME,
    desk: deskAt,
    firstLocale: ({ locale }) => locale ?? FIRST_LOCALE,
    take: (doing, place) =>
      doing.kind === 'choice' ? takeChoice(doing.event, place) : takeLine(doing.text, place),
    isTimeless: ({ type }) => !ANSWERS.has(type),
    old: () => [notice('visit:old')],
    afresh: () => [],
    notHere: () => [notice('visit:notHere')],
  };
}
