import { assign, setup } from 'xstate';
import type { Wish, Wishes } from '../src/domain/courses.ts';
import type { Meaning } from '../src/domain/understanding/reading.ts';
import type { Dialog, DialogEvent, DialogName, VisitorDesk } from './dialog.ts';
import { isPhrase } from './visitor.ts';
import { OF_COURSES, read, type WelcomeContext } from './welcome-reply.ts';

/** From so many wishes on, a line is a search for a course rather than a question. */
const ENOUGH_WISHES = 2;

const isSearch = (wishes: Wishes, meaning: Meaning): boolean => {
  const isAboutElse = meaning.kind === 'topic' && !meaning.topics[0]?.startsWith(OF_COURSES);
  return (Object.keys(wishes) as Wish[]).length >= ENOUGH_WISHES && !isAboutElse;
};

const meaningOf = (event: DialogEvent): Meaning | undefined =>
  event.type === 'HEARD' ? event.reading.meaning : undefined;

const firstTopic = (event: DialogEvent): string | undefined => {
  if (event.type === 'TOPIC') return event.topic;
  const meaning = meaningOf(event);
  return meaning && 'topics' in meaning ? meaning.topics[0] : undefined;
};

/** Topics that are no text but a place in the conversation. */
const PLACES = ['bot.sprache', 'bot.hilfe', 'bot.mensch'] as const;

const leadsTo =
  (place: (typeof PLACES)[number]) =>
  ({ event }: { event: DialogEvent }): boolean =>
    (event.type === 'TOPIC' || meaningOf(event)?.kind === 'topic') && firstTopic(event) === place;

/** Says the same again in another language. */
const STAYS = { on: { LANGUAGE: {} } };

/**
 * The public chat at rest: it greets, answers questions, shows topics, people and languages, and opens the other
 * dialogs. It is always at the bottom of a visitor's stack.
 */
const machine = setup({
  types: { context: {} as WelcomeContext, events: {} as DialogEvent, input: {} as VisitorDesk },
  guards: {
    offersCallback: ({ context }) => context.offersCallback,
    isKnown: ({ context, event }) => context.guide.topics.has(firstTopic(event) ?? ''),
    hasTopic: ({ context }) => context.topic !== undefined,
    isSearch: ({ event }) =>
      event.type === 'HEARD' && isSearch(event.reading.wishes, event.reading.meaning),
    isAnswer: ({ event }) => meaningOf(event)?.kind === 'topic',
    isMeant: ({ event }) => meaningOf(event)?.kind === 'meant',
    isUnknown: ({ event }) => meaningOf(event)?.kind === 'unknown',
    wantsLanguage: leadsTo('bot.sprache'),
    wantsPerson: leadsTo('bot.mensch'),
    greets: isPhrase('greeting'),
    thanks: isPhrase('thanks'),
    leaves: isPhrase('bye'),
    startsAgain: isPhrase('restart', 'back', 'skip', 'no'),
    deletes: isPhrase('delete'),
    wasHelpful: ({ event }) => event.type === 'HELPFUL' && event.helpful,
    agrees: isPhrase('yes'),
  },
  actions: {
    open: (_, _opening: { dialog: DialogName; given?: object }) => {},
    keepTopic: assign(({ context, event }) => ({
      topic: firstTopic(event),
      askedHelpful: context.askedHelpful || context.topic !== undefined,
    })),
    keepOffered: assign(({ event }) => {
      const meaning = meaningOf(event);
      return { offered: meaning && 'topics' in meaning ? meaning.topics : [] };
    }),
    /** What was declined is not offered again. */
    forgetOffered: assign({ offered: [] }),
    helpfulWasSaid: assign({ askedHelpful: true }),
    keepGroup: assign(({ event }) => (event.type === 'GROUP' ? { group: event.group } : {})),
  },
}).createMachine({
  id: 'welcome',
  context: ({ input }) => ({ ...input }),
  initial: 'greeting',
  on: {
    TOPIC: [
      { guard: 'wantsLanguage', target: '.languages' },
      { guard: 'wantsPerson', target: '.person' },
      { guard: 'isKnown', target: '.answering', actions: 'keepTopic' },
    ],
    TOPICS: '.groups',
    GROUP: { target: '.topics', actions: 'keepGroup' },
    PERSON: '.person',
    LANGUAGES: '.languages',
    LANGUAGE: [{ guard: 'hasTopic', target: '.answering' }, { target: '.greeting' }],
    HOME: '.home',
    HELP: '.home',
    RETURNED: '.home',
    FORGET: '.forgetting',
    COURSE: { actions: { type: 'open', params: { dialog: 'course' } } },
    ADVICE: { actions: { type: 'open', params: { dialog: 'advice' } } },
    VOUCHER: { actions: { type: 'open', params: { dialog: 'voucher' } } },
    CALLBACK: {
      guard: 'offersCallback',
      actions: { type: 'open', params: { dialog: 'callback' } },
    },
    NONE_OF_THESE: { target: '.declining', actions: 'forgetOffered' },
    HELPFUL: [
      { guard: 'wasHelpful', target: '.praised', actions: 'helpfulWasSaid' },
      { target: '.regretted', actions: 'helpfulWasSaid' },
    ],
    HEARD: [
      {
        guard: 'isSearch',
        actions: {
          type: 'open',
          params: ({ event }) => ({
            dialog: 'course' as const,
            given: { wishes: event.reading.wishes },
          }),
        },
      },
      { guard: 'wantsLanguage', target: '.languages' },
      { guard: 'wantsPerson', target: '.person' },
      { guard: 'isAnswer', target: '.answering', actions: 'keepTopic' },
      { guard: 'isMeant', target: '.asking', actions: 'keepOffered' },
      { guard: 'isUnknown', target: '.declining', actions: 'keepOffered' },
      { guard: 'greets', target: '.greeted' },
      { guard: 'thanks', target: '.thanked' },
      { guard: 'leaves', target: '.left' },
      { guard: 'deletes', target: '.forgetting' },
      { guard: 'startsAgain', target: '.home' },
      { guard: 'agrees', target: '.home' },
    ],
  },
  states: {
    greeting: {},
    home: {},
    greeted: {},
    thanked: {},
    left: {},
    answering: {},
    asking: STAYS,
    declining: STAYS,
    groups: STAYS,
    topics: STAYS,
    person: STAYS,
    languages: {},
    praised: {},
    regretted: STAYS,
    forgetting: STAYS,
  },
});

export const welcome: Dialog = { name: 'welcome', version: 1, roles: ['visitor'], machine, read };
