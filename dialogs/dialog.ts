import type { AnyStateMachine, MachineSnapshot } from 'xstate';
import type { Catalogue, Localised } from '../src/domain/catalogue.ts';
import type { Courses } from '../src/domain/courses.ts';
import type { Group, Guide } from '../src/domain/guide.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Command } from '../src/domain/phrases.ts';
import type { Rules } from '../src/domain/responsibility.ts';
import type { Sheet } from '../src/domain/sheet.ts';
import type { Reading } from '../src/domain/understanding/reading.ts';

/*
 * The contract between dialogs and the rest. A dialog is a pure state machine: it is given events and gives back its
 * next state and at most one action for the shell (open another dialog, close, ask the domain). What it says is read
 * from the state it rests in.
 */

export type { Locale };

/** The instrument is German, so every conversation of the staff begins in German until the person chooses otherwise. */
export const FIRST_LOCALE: Locale = 'de';

/** Who speaks. `roles` are resolved by the channel's access list; ids are never shown or logged. */
export type Principal = { id: string; name: string; roles: readonly Role[] };

/** A visitor is anybody in the public chat; nothing of the staff's dialogs is open to her. */
export type Role = 'caseWorker' | 'visitor';

/** What a button of the public chat stands for. */
type VisitorChoice =
  | { type: 'LANGUAGE'; locale: Locale }
  | { type: 'LANGUAGES' }
  | { type: 'TOPIC'; topic: string }
  | { type: 'TOPICS' }
  | { type: 'GROUP'; group: Group }
  | { type: 'NONE_OF_THESE' }
  | { type: 'HELPFUL'; topic: string; helpful: boolean }
  | { type: 'COURSE' }
  | { type: 'ADVICE' }
  | { type: 'VOUCHER' }
  | { type: 'FORGET' }
  | { type: 'FORGET_NOW' }
  | { type: 'CALLBACK' }
  /** An answer to the question at hand. */
  | { type: 'PICK'; pick: string }
  | { type: 'SHOW' };

/** What a button stands for: a command that could be typed as well, or a choice that needs its card. */
export type Choice =
  | Command
  | VisitorChoice
  | { type: 'USE_SUGGESTION' }
  | { type: 'SUBMIT' }
  | { type: 'KEEP' }
  | { type: 'DECIDE' }
  | { type: 'OPEN'; sheet: string }
  | { type: 'SELECT'; sheet: string }
  | { type: 'PAGE'; page: number }
  | { type: 'CALLBACK_DONE'; callback: string };

/** What was typed into the fields of a card, by the ids of its inputs. */
export type Inputs = Readonly<Record<string, string>>;

/**
 * What a channel read from an activity. `card` on a choice names the card that it was pressed on, so that a press on
 * an old card changes nothing. Channels have validated everything.
 */
export type Message = {
  conversation: string;
  activityId: string;
  principal: Principal;
  /** How the channel reaches this conversation later, in its own form; kept, and given back to it unread. */
  address: unknown;
  /** When it arrived, ISO 8601 in UTC. */
  at: string;
  /** The language that the client is set to, where it says so. */
  locale?: Locale | undefined;
  body:
    | { kind: 'text'; text: string }
    | { kind: 'choice'; event: Choice; card: string; inputs: Inputs }
    | { kind: 'arrival' }
    /** Nothing is to be kept of the conversation. */
    | { kind: 'forget' }
    /** A press that no button of ours makes. It is answered with the present state. */
    | { kind: 'unreadable' };
};

/** Facts of the moment that every event carries, so that no dialog asks a clock or makes an id. */
export type Stamp = {
  at: string;
  newId: string;
  principal: Principal;
  locale: Locale;
  inputs: Inputs;
};

/** A line of free text that is no command, or that the dialog took as none. */
export type TextEvent = { type: 'TEXT'; text: string };

/** A line of a visitor, with what was understood of it. What looks personal is already taken out. */
export type HeardEvent = { type: 'HEARD'; reading: Reading };

/** A row of "Meine Einschätzungen": what is shown of a sheet without opening it. */
export type SheetSummary = {
  id: string;
  reference: string;
  finished: boolean;
  passes: number;
  answered: number;
  total: number;
  changedAt: string;
  deletionDay: string;
  /** Whether the deletion is near enough that its owner is told now. */
  expiring: boolean;
};

/** What a dialog may ask the domain; the answer comes back as one event within the same turn. */
export type Question = DeskQuestion | DomainQuestion;

/** Lays a sheet on the desk. */
type DeskQuestion = { kind: 'open'; sheet: string };

export type DomainQuestion =
  | { kind: 'prepare' }
  | { kind: 'list' }
  | { kind: 'delete'; sheet: string }
  | { kind: 'export'; sheet: string }
  | { kind: 'callbacks' }
  | { kind: 'callbackDone'; callback: string }
  | { kind: 'requestCallback'; phone: string; time: CallbackTime };

export const CALLBACK_TIMES = ['morning', 'afternoon', 'any'] as const;
export type CallbackTime = (typeof CALLBACK_TIMES)[number];

/** Somebody in the public chat wishes to be called. */
export type Callback = {
  id: string;
  phone: string;
  locale: Locale;
  time: CallbackTime;
  /** When it was wished, ISO 8601 in UTC. */
  at: string;
};

/** A reference that the case worker already uses, and the sheet that bears it. */
export type UsedReference = { reference: string; sheet: string };

export type DomainAnswer =
  | { type: 'PREPARED'; suggestion: string; inUse: readonly UsedReference[] }
  | { type: 'OPENED'; sheet: Sheet; catalogue: Catalogue }
  /** `callbacks` are how many people wish to be called; undefined where the city does not offer it. */
  | { type: 'LISTED'; sheets: readonly SheetSummary[]; callbacks?: number | undefined }
  | { type: 'CALLBACKS_LISTED'; callbacks: readonly Callback[] }
  | { type: 'REQUESTED' }
  | { type: 'EXPORTED'; url: string; minutes: number }
  | { type: 'NOT_FOUND' };

/** What a dialog is told when one that it opened has closed, possibly with something to say. */
export type Returned = { type: 'RETURNED'; remark?: Words | undefined };

export type DialogEvent = (Choice | TextEvent | HeardEvent | DomainAnswer | Returned) & Stamp;

/** Words to be said: a key of the locales with parameters, a text of the city's content, or what a user wrote. */
export type Words =
  | { key: string; params?: Readonly<Record<string, string | number | Words>> }
  | { content: Localised }
  | { plain: string }
  /** `asOf` is a date that may be a year or a month alone. */
  | { date: string; style: 'day' | 'moment' | 'asOf' }
  /** Several words in a row, with a comma between them unless something else is said. */
  | { list: readonly Words[]; by?: string };

export type Button = {
  words: Words;
  event: Choice;
  /** `primary` for the way forward, `danger` for what cannot be taken back. */
  style?: 'primary' | 'danger';
};

export type Input =
  | {
      kind: 'text';
      id: string;
      label: Words;
      value?: string;
      hint?: Words;
      long?: boolean;
      tucked?: boolean;
    }
  | {
      kind: 'choices';
      id: string;
      label: Words;
      options: { id: string; words: Words; hint?: Words }[];
      selected: readonly string[];
      tucked?: boolean;
    };

/** How far the user is: where she stands, in words, and `done` of `of` questions for a bar. */
export type Progress = { place: Words; count: Words; done: number; of: number };

export type Row = {
  words: Words;
  detail?: Words;
  /** Marks against their threshold, drawn as dots. */
  dots?: { marks: number; threshold: number; open: number };
  event?: Choice;
};

export type Link = { words: Words; url: string };

/**
 * A part of a reply. Channels render every kind; which kinds a reply has, and in which order, is the dialog's.
 * 1. `text`: a sentence. 2. `notice`: a sentence that stands out. 3. `question`: what the user should do now, with
 * its inputs; 4. `facts`: label and value pairs; 5. `rows`: a list, whose rows may be tapped; 6. `link`: something
 * to open; 7. `card`: something with a name and links; 8. `provenance`: sources; 9. `buttons`: the way on: `main` first,
 * `also` smaller, `more` tucked away.
 */
export type Part =
  | { kind: 'text'; words: Words; size?: 'title' | 'small' }
  | { kind: 'notice'; tone: 'protective' | 'warning' | 'info' | 'good'; words: Words }
  | {
      kind: 'question';
      words: Words;
      /** Words of the form that stand before and after the question itself. */
      lead?: Words;
      closing?: Words;
      progress?: Progress;
      inputs?: Input[];
    }
  | { kind: 'facts'; facts: { label: Words; value: Words }[] }
  /** A tucked list opens at a touch; it needs a title. */
  | { kind: 'rows'; title?: Words; rows: Row[]; tucked?: boolean }
  | { kind: 'link'; words: Words; url: string }
  /** Something with a name of its own: a place with people, a course. */
  | { kind: 'card'; title: Words; lines: Words[]; links: Link[] }
  /** Where what was said comes from. Channels add that a translation is not binding, until somebody reviewed it. */
  | { kind: 'provenance'; sources: Words[] }
  | { kind: 'buttons'; main: Button[]; also?: Button[]; more?: Button[] };

export type Reply = { parts: Part[] };

/** What a dialog asks of the shell, as data. At most one of these leaves a step. */
export type Effect =
  | { type: 'ask'; question: Question }
  | { type: 'open'; dialog: DialogName; sheet?: string; given?: object }
  | { type: 'close'; remark?: Words };

export const DIALOG_NAMES = [
  'menu',
  'assessment',
  'cases',
  'callbacks',
  'welcome',
  'course',
  'advice',
  'voucher',
  'callback',
] as const;

export type DialogName = (typeof DIALOG_NAMES)[number];

/**
 * What every dialog's context has. `catalogue` and `sheet` have records of their own in the store and are laid on the
 * desk for the turn; everything else is remembered with the conversation, so it must be plain and small.
 * `remark` and `alerts` (protective notes) stand above the reply until the next event comes.
 */
export type Desk = {
  catalogue: Catalogue;
  sheet?: Sheet | undefined;
  remark?: Words | undefined;
  alerts?: readonly Words[] | undefined;
};

/** What a dialog of the staff is opened with. */
export type Opening = { catalogue: Catalogue; sheetId?: string | undefined };

/** The tables of rules that lead a dialog, each with a namespace of the locales. */
export type Table = 'advice' | 'voucher';

/** What lies on a visitor's desk for the turn: all that the public chat can tell, and the moment of the turn. */
export type VisitorDesk = {
  guide: Guide;
  courses: Courses;
  tables: Readonly<Record<Table, Rules>>;
  /** Whether the city calls back. */
  offersCallback: boolean;
  at: string;
};

// biome-ignore lint/suspicious/noExplicitAny: the table of dialogs holds machines of different contexts.
export type AnySnapshot = MachineSnapshot<any, any, any, any, any, any, any, any>;

/**
 * A dialog. `version` is stored with its state; a stored state of another version starts afresh, politely.
 * `read` gives the reply for the state at rest. `roles` names who may open it; empty means everybody.
 */
export type Dialog = {
  name: DialogName;
  version: number;
  roles: readonly Role[];
  machine: AnyStateMachine;
  read: (snapshot: AnySnapshot) => Reply;
};

/** Builds words from a key; a small helper so that machines and replies read like prose. */
export const say = (
  key: string,
  params?: Readonly<Record<string, string | number | Words>>,
): Words => (params ? { key, params } : { key });

/** A date that may be a year or a month alone, as sources have it. */
export const asOf = (date: string): Words => ({ date, style: 'asOf' });

export const button = (key: string, event: Choice, style?: Button['style']): Button =>
  style ? { words: say(key), event, style } : { words: say(key), event };
