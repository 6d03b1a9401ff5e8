import { expect } from 'vitest';
import type {
  AnySnapshot,
  Callback,
  Choice,
  Dialog,
  DialogEvent,
  DomainAnswer,
  Effect,
  Inputs,
  Question,
  Reply,
  Returned,
  SheetSummary,
  Stamp,
  TextEvent,
  UsedReference,
  Words,
} from '../../dialogs/dialog.ts';
import { begin, type Step, step, withContext } from '../../dialogs/step.ts';
import type { Catalogue } from '../../src/domain/catalogue.ts';
import { understand } from '../../src/domain/commands.ts';
import type { Sheet } from '../../src/domain/sheet.ts';
import { aPrincipal, minutesLater, theCatalogue } from './builders.ts';

/** What the domain knows while a dialog is played. */
export type World = {
  catalogue?: Catalogue;
  /** The sheet that is opened; its catalogue may be an older one. */
  sheet?: Sheet;
  sheetCatalogue?: Catalogue;
  suggestion?: string;
  inUse?: readonly UsedReference[];
  sheets?: readonly SheetSummary[];
  /** People who wish to be called; left out where the city does not call back. */
  callbacks?: readonly Callback[];
  /** Whether the sheet that is asked for is gone. */
  gone?: boolean;
};

export const aStamp = (given: Partial<Stamp> = {}): Stamp => ({
  at: minutesLater(0),
  newId: 'sheet-new',
  principal: aPrincipal(),
  locale: 'de',
  inputs: {},
  ...given,
});

/** Everything inside a reply, or a part of it, that has this member. */
function found<T extends object>(value: unknown, is: (each: object) => each is T): T[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap((each) => found(each, is));
  return is(value) ? [value, ...inside] : inside;
}

/** All words in a reply, those inside parameters too. */
export const wordsIn = (value: unknown): Words[] =>
  found(
    value,
    (each): each is Words =>
      ('key' in each && typeof each.key === 'string') ||
      'content' in each ||
      'plain' in each ||
      'list' in each ||
      ('date' in each && 'style' in each),
  );

/** Words as a test names them: their key, or the text itself. */
export function textOf(words: Words): string {
  // A protective note is introduced by some words; tests name the note itself.
  if ('key' in words && typeof words.params?.['note'] === 'object')
    return textOf(words.params['note']);
  if ('key' in words) return words.key;
  if ('content' in words) return words.content.de;
  if ('list' in words) return words.list.map(textOf).join(' ');
  return 'plain' in words ? words.plain : words.date;
}

export type Pressable = { words: Words; event: Choice };

/** Buttons, and rows that may be tapped. */
export const pressablesIn = (reply: Reply): Pressable[] =>
  found(
    reply.parts,
    (each): each is Pressable => 'words' in each && 'event' in each && each.event !== undefined,
  );

function answerFrom(world: World, question: Question): DomainAnswer {
  switch (question.kind) {
    case 'prepare':
      return {
        type: 'PREPARED',
        suggestion: world.suggestion ?? 'K-2026-1',
        inUse: world.inUse ?? [],
      };
    case 'open':
      return world.sheet && !world.gone
        ? {
            type: 'OPENED',
            sheet: world.sheet,
            catalogue: world.sheetCatalogue ?? world.catalogue ?? theCatalogue,
          }
        : { type: 'NOT_FOUND' };
    case 'list':
      return {
        type: 'LISTED',
        sheets: world.sheets ?? [],
        callbacks: world.callbacks?.length,
      };
    case 'delete':
      return {
        type: 'LISTED',
        sheets: (world.sheets ?? []).filter(({ id }) => id !== question.sheet),
      };
    case 'export':
      return world.gone
        ? { type: 'NOT_FOUND' }
        : { type: 'EXPORTED', url: 'https://lotse.example/bogen/abc', minutes: 15 };
    case 'callbacks':
      return { type: 'CALLBACKS_LISTED', callbacks: world.callbacks ?? [] };
    case 'callbackDone':
      return {
        type: 'CALLBACKS_LISTED',
        callbacks: (world.callbacks ?? []).filter(({ id }) => id !== question.callback),
      };
    case 'requestCallback':
      return { type: 'REQUESTED' };
    default:
      return question satisfies never;
  }
}

/** What a stored dialog comes back with: its memory went through JSON, remarks are forgotten. */
export function stored(dialog: Dialog, snapshot: AnySnapshot): AnySnapshot {
  const { catalogue, sheet, remark: _said, ...memory } = snapshot.context;
  const desk = sheet ? { catalogue, sheet: JSON.parse(JSON.stringify(sheet)) } : { catalogue };
  return withContext(dialog, snapshot, { ...JSON.parse(JSON.stringify(memory)), ...desk });
}

/**
 * Plays one dialog: every line is a minute later than the one before, what the dialog asks is answered from the world,
 * and between two lines it is stored.
 */
export function talkWith(dialog: Dialog, world: World = {}) {
  const catalogue = world.catalogue ?? theCatalogue;
  const effects: Effect[] = [];
  let minute = 0;
  let understood = true;
  let snapshot: AnySnapshot;

  const stamp = (inputs: Inputs = {}) => aStamp({ at: minutesLater(minute), inputs });

  function settle(result: Step): void {
    snapshot = result.snapshot;
    for (const effect of result.effects) {
      if (effect.type !== 'ask') effects.push(effect);
      else settle(step(dialog, snapshot, { ...answerFrom(world, effect.question), ...stamp() }));
    }
  }
  settle(begin(dialog, { catalogue, ...(world.sheet ? { sheetId: world.sheet.id } : {}) }));

  function send(event: Choice | TextEvent | Returned, inputs: Inputs = {}): void {
    minute++;
    const given: DialogEvent = { ...event, ...stamp(inputs) };
    const result = step(dialog, stored(dialog, snapshot), given);
    understood = result.understood;
    settle(result);
  }

  return {
    send,
    /** Presses the button, or taps the row, with these words. */
    tap(words: string, inputs: Inputs = {}): void {
      const pressable = pressablesIn(dialog.read(snapshot)).find(
        (each) => textOf(each.words) === words,
      );
      if (!pressable) throw new Error(`there is no "${words}" to tap in ${String(snapshot.value)}`);
      send(pressable.event, inputs);
    },
    /** Types a line: first what it commands, otherwise the line itself. */
    type(line: string): void {
      const command = understand(line, catalogue);
      if (command) send(command);
      if (!command) send({ type: 'TEXT', text: line });
    },
    get state(): string {
      return String(snapshot.value);
    },
    get context() {
      return snapshot.context;
    },
    get sheet(): Sheet {
      const { sheet }: { sheet?: Sheet } = snapshot.context;
      if (!sheet) throw new Error('there is no sheet on the desk');
      return sheet;
    },
    get reply(): Reply {
      return dialog.read(snapshot);
    },
    get texts(): string[] {
      return wordsIn(dialog.read(snapshot)).map(textOf);
    },
    get buttons(): string[] {
      return pressablesIn(dialog.read(snapshot)).map(({ words }) => textOf(words));
    },
    get understood(): boolean {
      return understood;
    },
    /** What the dialog asked of the shell last: to open another one, or to be closed. */
    get effect(): Effect | undefined {
      return effects.at(-1);
    },
    /** How often something was tapped or typed. */
    get taps(): number {
      return minute;
    },
  };
}

export type Talk = ReturnType<typeof talkWith>;

/** `[words]` taps the button or row with these words, everything else is typed. Then: the state, some of what is said. */
export type Line = [input: string, state: string, says?: readonly string[], inputs?: Inputs];

/** Plays lines one after the other and compares where the dialog rests and what it says. */
export function play(talk: Talk, lines: readonly Line[]): void {
  for (const [index, [input, state, says = [], inputs]] of lines.entries()) {
    const words = /^\[(.+)\]$/.exec(input)?.[1];
    if (words) talk.tap(words, inputs);
    else talk.type(input);
    const line = `line ${index + 1}, ${input}`;
    expect(talk.state, line).toBe(state);
    expect(talk.texts, line).toEqual(expect.arrayContaining([...says]));
  }
}
