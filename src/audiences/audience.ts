import type {
  Choice,
  DialogName,
  Locale,
  Message,
  Part,
  Principal,
  Stamp,
} from '../../dialogs/dialog.ts';
import type { Stack } from '../stack.ts';
import type { Conversations } from '../stores/conversations.ts';
import type { Change } from '../stores/store.ts';

/** What became of a message: what is said above the reply of the dialog, and the language from now on. */
export type Taken = {
  said: Part[];
  locale: Locale;
  /** What is to be stored with the turn. */
  changes?: Change[];
  /** What was said is all of the reply; the dialog stays where it is and says nothing. */
  alone?: boolean;
  /** The conversation is to be forgotten with this turn. */
  forget?: boolean;
};

export type Place = { stack: Stack; stamp: Stamp; locale: Locale };

/** What a person said or tapped. */
type Doing = Extract<Message['body'], { kind: 'text' } | { kind: 'choice' }>;

/** Those whom the bot speaks with, and what is different for them. */
export type Audience = {
  conversations: Conversations;
  /** The dialog at the bottom of every stack. */
  home: DialogName;
  /** What lies on the desk of its dialogs for a turn. It is not stored with them. */
  desk: (at: string) => object;
  /** The language in which a new conversation begins. */
  firstLocale: (message: Message) => Locale;
  take: (doing: Doing, place: Place) => Promise<Taken>;
  /** Whether an event means the same on whatever card its button stands. */
  isTimeless: (event: Choice) => boolean;
  /** What is said to a press on a card that is no longer the present one. */
  old: () => Part[];
  /** What is said to a press on a card of a conversation that is forgotten. */
  afresh: () => Part[];
  notHere: () => Part[];
};

export type AudienceOf = (principal: Principal) => Audience | undefined;
