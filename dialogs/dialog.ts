import type { AnyStateMachine, MachineSnapshot } from 'xstate';
import type { Catalogue, Localised } from '../src/domain/catalogue.ts';
import type { Command } from '../src/domain/phrases.ts';
import type { Sheet } from '../src/domain/sheet.ts';

/*
 * The contract between dialogs and the rest. A dialog is a pure state machine: it is given events and gives back its
 * next state and at most one action for the shell (open another dialog, close, ask the domain). What it says is read
 * from the state it rests in.
 */

/** Languages of the staff's dialogs. */
export type Locale = 'de' | 'en';

/** The instrument is German, so every conversation begins in German until the person chooses otherwise. */
export const FIRST_LOCALE: Locale = 'de';

/** Who speaks. `roles` are resolved by the channel's access list; ids are never shown or logged. */
export type Principal = { id: string; name: string; roles: readonly Role[] };
export type Role = 'caseWorker';

/** What a button stands for: a command that could be typed as well, or a choice that needs its card. */
export type Choice =
  | Command
  | { type: 'USE_SUGGESTION' }
  | { type: 'SUBMIT' }
  | { type: 'KEEP' }
  | { type: 'DECIDE' }
  | { type: 'OPEN'; sheet: string }
  | { type: 'SELECT'; sheet: string }
  | { type: 'PAGE'; page: number };

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
  body:
    | { kind: 'text'; text: string }
    | { kind: 'choice'; event: Choice; card: string; inputs: Inputs }
    | { kind: 'arrival' }
    /** A press that no button of ours makes. It is answered with the present state. */
    | { kind: 'unreadable' };
};

/** Facts of the moment that every event carries, so that no dialog asks a clock or makes an id. */
export type Stamp = { at: string; newId: string; principal: Principal; inputs: Inputs };

/** A line of free text that is no command, or that the dialog took as none. */
export type TextEvent = { type: 'TEXT'; text: string };

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
  | { kind: 'export'; sheet: string };

/** A reference that the case worker already uses, and the sheet that bears it. */
export type UsedReference = { reference: string; sheet: string };

export type DomainAnswer =
  | { type: 'PREPARED'; suggestion: string; inUse: readonly UsedReference[] }
  | { type: 'OPENED'; sheet: Sheet; catalogue: Catalogue }
  | { type: 'LISTED'; sheets: readonly SheetSummary[] }
  | { type: 'EXPORTED'; url: string; minutes: number }
  | { type: 'NOT_FOUND' };

/** What a dialog is told when one that it opened has closed, possibly with something to say. */
export type Returned = { type: 'RETURNED'; remark?: Words | undefined };

export type DialogEvent = (Choice | TextEvent | DomainAnswer | Returned) & Stamp;

/** Words to be said: a key of the locales with parameters, a text of the city's content, or what a user wrote. */
export type Words =
  | { key: string; params?: Readonly<Record<string, string | number | Words>> }
  | { content: Localised }
  | { plain: string }
  | { date: string; style: 'day' | 'moment' };

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

/**
 * A part of a reply. Channels render every kind; which kinds a reply has, and in which order, is the dialog's.
 * 1. `text`: a sentence. 2. `notice`: a sentence that stands out. 3. `question`: what the user should do now, with
 * its inputs; 4. `facts`: label and value pairs; 5. `rows`: a list, whose rows may be tapped; 6. `link`: something
 * to open; 7. `buttons`: the way on: `main` first, `also` smaller, `more` tucked away.
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
  | { kind: 'buttons'; main: Button[]; also?: Button[]; more?: Button[] };

export type Reply = { parts: Part[] };

/** What a dialog asks of the shell, as data. At most one of these leaves a step. */
export type Effect =
  | { type: 'ask'; question: Question }
  | { type: 'open'; dialog: DialogName; sheet?: string }
  | { type: 'close'; remark?: Words };

export type DialogName = 'menu' | 'assessment' | 'cases';

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

/** What a dialog is opened with. */
export type Opening = { catalogue: Catalogue; sheetId?: string | undefined };

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

export const button = (key: string, event: Choice, style?: Button['style']): Button =>
  style ? { words: say(key), event, style } : { words: say(key), event };
