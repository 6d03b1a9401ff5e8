import { GROUPS, type Group, type Guide } from '../src/domain/guide.ts';
import { answerParts, titleOf, topicButton, waysOn } from './answer-reply.ts';
import { type AnySnapshot, type Button, button, type Part, type Reply, say } from './dialog.ts';
import {
  homeButton,
  languageButtons,
  personButton,
  personParts,
  type VisitorContext,
} from './visitor.ts';

/* What the public chat says where it rests. */

export type WelcomeContext = VisitorContext & {
  /** The topic that was answered last. */
  topic?: string | undefined;
  /** Topics that are offered: perhaps meant, or perhaps near. */
  offered?: readonly string[] | undefined;
  group?: Group | undefined;
  /** Whether "was this helpful?" was asked in this conversation; it is asked once. */
  askedHelpful?: boolean | undefined;
};

const mainButtons: Button[] = [
  button('visit:course', { type: 'COURSE' }, 'primary'),
  button('visit:questions', { type: 'TOPICS' }),
  button('visit:advice', { type: 'ADVICE' }),
  personButton,
];

const text = (key: string): Part => ({ kind: 'text', words: say(key) });
const buttons = (main: Button[], also: Button[] = []): Part => ({ kind: 'buttons', main, also });

const greeting = (): Part[] => [
  text('visit:hello'),
  text('visit:canDo'),
  text('visit:data'),
  { kind: 'provenance', sources: [] },
  buttons(mainButtons, [button('visit:language', { type: 'LANGUAGES' })]),
];

/** A short line and where to go from there. */
const short = (key: string): Part[] => [text(key), buttons(mainButtons)];

/** "Was this helpful?", once, behind everything that leads on. */
function helpfulButtons({ topic, askedHelpful }: WelcomeContext): Button[] {
  if (askedHelpful || !topic) return [];
  return [
    button('visit:helpfulYes', { type: 'HELPFUL', topic, helpful: true }),
    button('visit:helpfulNo', { type: 'HELPFUL', topic, helpful: false }),
  ];
}

function answer(context: WelcomeContext): Part[] {
  const { guide, topic = '', at } = context;
  const ways = waysOn(guide, topic);
  const always = [personButton, homeButton].filter(
    ({ event }) => !ways.some((way) => way.event.type === event.type),
  );
  return [...answerParts(guide, topic, at), buttons([...ways, ...always], helpfulButtons(context))];
}

const topicsOf = (guide: Guide, group: string | undefined): string[] =>
  [...guide.topics.values()].filter((topic) => topic.group === group).map(({ id }) => id);

/** What the topics of the city's courses begin with. */
export const OF_COURSES = 'so.';

/** Who may be looking for a course can as well begin to look for it. */
const searchButton = ([first]: readonly string[]): Button[] =>
  first?.startsWith(OF_COURSES) ? [button('visit:course', { type: 'COURSE' })] : [];

function asking({ offered = [] }: WelcomeContext): Part[] {
  return [
    text('visit:meant'),
    buttons([
      ...offered.map(topicButton),
      ...searchButton(offered),
      button('visit:noneOfThese', { type: 'NONE_OF_THESE' }),
      personButton,
    ]),
  ];
}

function declining({ offered = [] }: WelcomeContext): Part[] {
  return [
    text('visit:unknown'),
    text(offered.length > 0 ? 'visit:perhapsNear' : 'visit:unknownPerson'),
    buttons([...offered.map(topicButton), ...searchButton(offered), personButton, homeButton]),
  ];
}

const groups = (): Part[] => [
  text('visit:whichGroup'),
  buttons([
    ...GROUPS.map((group) => button(`visit:group.${group}`, { type: 'GROUP', group })),
    homeButton,
  ]),
];

const topics = ({ guide, group }: WelcomeContext): Part[] => [
  text('visit:whichTopic'),
  {
    kind: 'rows',
    rows: topicsOf(guide, group).map((topic) => ({
      words: titleOf(topic),
      event: { type: 'TOPIC', topic },
    })),
  },
  buttons([button('visit:questions', { type: 'TOPICS' }), homeButton]),
];

const callbackButton = ({ offersCallback }: WelcomeContext): Button[] =>
  offersCallback ? [button('visit:callback', { type: 'CALLBACK' })] : [];

const forgetting = (): Part[] => [
  text('visit:forgetAsk'),
  buttons([
    button('visit:forgetYes', { type: 'FORGET_NOW' }, 'danger'),
    button('visit:forgetNo', { type: 'HOME' }),
  ]),
];

type State =
  | 'greeting'
  | 'home'
  | 'greeted'
  | 'thanked'
  | 'left'
  | 'answering'
  | 'asking'
  | 'declining'
  | 'groups'
  | 'topics'
  | 'person'
  | 'languages'
  | 'praised'
  | 'regretted'
  | 'forgetting';

function partsIn(state: State, context: WelcomeContext): Part[] {
  switch (state) {
    case 'greeting':
      return greeting();
    case 'home':
      return short('visit:homeAgain');
    case 'greeted':
      return short('visit:greeting');
    case 'thanked':
      return [text('visit:thanks')];
    case 'left':
      return [text('visit:bye')];
    case 'answering':
      return answer(context);
    case 'asking':
      return asking(context);
    case 'declining':
      return declining(context);
    case 'groups':
      return groups();
    case 'topics':
      return topics(context);
    case 'person':
      return [...personParts(context), buttons([...callbackButton(context), homeButton])];
    case 'languages':
      return [text('visit:whichLanguage'), buttons([...languageButtons])];
    case 'praised':
      return [text('visit:helpfulThanks'), buttons([homeButton])];
    case 'regretted':
      return [text('visit:helpfulSorry'), ...personParts(context), buttons([homeButton])];
    case 'forgetting':
      return forgetting();
    default:
      return state satisfies never;
  }
}

export function read({ value, context }: AnySnapshot): Reply {
  return { parts: partsIn(value as State, context) };
}
