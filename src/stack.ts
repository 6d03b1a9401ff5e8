import {
  type AnySnapshot,
  type Desk,
  type Dialog,
  type DialogEvent,
  type DialogName,
  type DomainAnswer,
  type DomainQuestion,
  type Effect,
  type Principal,
  type Question,
  type Reply,
  type Stamp,
  say,
  type Words,
} from '../dialogs/dialog.ts';
import { begin, type Step, step, withContext } from '../dialogs/step.ts';
import type { Catalogue } from './domain/catalogue.ts';
import type { Sheet } from './domain/sheet.ts';
import type { Frame } from './stores/conversations.ts';
import type { Sheets } from './stores/sheets.ts';
import type { Change, Store } from './stores/store.ts';

export type StackParts = {
  dialogs: Readonly<Record<DialogName, Dialog>>;
  sheets: Sheets;
  commit: Store['commit'];
  /** A catalogue, of today or earlier, by the name of its version. */
  catalogueOf: (version: string) => Catalogue | undefined;
  answer: (question: DomainQuestion, stamp: Stamp) => Promise<DomainAnswer>;
};

/** The dialogs of one conversation while a turn is taken. Nothing of it outlives the turn but its frames. */
export type Stack = {
  /** Gives an event to the dialog on top; resolves to whether it meant anything there. */
  take: (event: DialogEvent) => Promise<boolean>;
  /** The dialog on top. */
  top: () => DialogName;
  /** What the dialog on top says now. */
  read: () => Reply;
  /** The frames to be kept, and the changed sheets that are to be committed with them. */
  leave: () => { frames: Frame[]; changes: Change[]; sheetVersion: number };
  /** The stored version of the sheet on the desk of the dialog on top; 0 where there is none. */
  sheetVersion: () => number;
};

/** More effects than this in one turn mean that dialogs call each other in a circle. */
const MOST_EFFECTS = 8;

type Top = { dialog: Dialog; snapshot: AnySnapshot };

/** The dialog at the bottom of a stack, and what lies on the desk of all its dialogs for the turn. */
export type Base = { home: DialogName; desk: object };

/** Opens the stack of a conversation; without frames it begins with the dialog at its bottom. */
export async function openStack(
  parts: StackParts,
  frames: readonly Frame[],
  stamp: Stamp,
  { home, desk }: Base,
): Promise<Stack> {
  const { dialogs, sheets } = parts;
  const owner = stamp.principal.id;
  const below = frames.slice(0, -1);
  const versions = new Map<string, { sheet: Sheet; version: number }>();
  const changed = new Map<string, Sheet>();
  const deleted = new Set<string>();

  const stamped = <T extends object>(event: T): T & Stamp => ({ ...event, ...stamp });

  async function sheetFor(id: string): Promise<{ sheet: Sheet; catalogue: Catalogue } | undefined> {
    const stored = await sheets.read(owner, id);
    const itsCatalogue = stored && parts.catalogueOf(stored.sheet.catalogueVersion);
    if (!stored || !itsCatalogue) return undefined;
    versions.set(id, stored);
    return { sheet: stored.sheet, catalogue: itsCatalogue };
  }

  const versionOf = (id: string): number => versions.get(id)?.version ?? 0;

  const changes = (): Change[] =>
    [...changed.values()].flatMap((sheet) => sheets.changes(owner, sheet, versionOf(sheet.id)));

  /** Commits what was changed, so that the domain is asked about the present state. */
  async function flush(): Promise<void> {
    if (changed.size === 0) return;
    await parts.commit(changes());
    for (const [id, sheet] of changed) versions.set(id, { sheet, version: versionOf(id) + 1 });
    changed.clear();
  }

  async function ask(question: Question): Promise<DomainAnswer> {
    if (question.kind === 'open') {
      const found = await sheetFor(question.sheet);
      return found ? { type: 'OPENED', ...found } : { type: 'NOT_FOUND' };
    }
    if (question.kind === 'delete') {
      changed.delete(question.sheet);
      deleted.add(question.sheet);
    }
    await flush();
    return parts.answer(question, stamp);
  }

  /** Notes the sheet on the desk if it is new or changed; a deleted one stays deleted. */
  function note({ context }: AnySnapshot): void {
    const { sheet }: Desk = context;
    if (!sheet || deleted.has(sheet.id) || versions.get(sheet.id)?.sheet === sheet) return;
    changed.set(sheet.id, sheet);
  }

  function mayOpen(dialog: Dialog, principal: Principal): boolean {
    return dialog.roles.every((role) => principal.roles.includes(role));
  }

  function open(name: DialogName, given: object = {}): Top & { effects: Effect[] } {
    const dialog = dialogs[name];
    return { dialog, ...begin(dialog, { ...desk, ...given }) };
  }

  async function restore(frame: Frame): Promise<(Top & { effects: Effect[] }) | undefined> {
    const dialog = dialogs[frame.dialog];
    if (!mayOpen(dialog, stamp.principal)) return undefined;
    if (frame.version !== dialog.version) return open(frame.dialog, { sheetId: frame.sheet });
    const laid = frame.sheet ? await sheetFor(frame.sheet) : {};
    if (!laid) return undefined;
    const context = { ...frame.memory, ...desk, ...laid };
    return { dialog, snapshot: withContext(dialog, { value: frame.state }, context), effects: [] };
  }

  async function returnTo(remark: Words | undefined): Promise<Top & { effects: Effect[] }> {
    const frame = below.pop();
    const restored = (frame && (await restore(frame))) ?? open(home);
    const { dialog, snapshot, effects } = restored;
    if (effects.length > 0) return restored;
    return { dialog, ...step(dialog, snapshot, stamped({ type: 'RETURNED', remark } as const)) };
  }

  function frameOf({ dialog, snapshot }: Top): Frame {
    const { sheet, ...context } = snapshot.context;
    const memory = Object.fromEntries(
      Object.entries(context).filter(([name]) => !Object.hasOwn(desk, name)),
    );
    return {
      dialog: dialog.name,
      version: dialog.version,
      state: String(snapshot.value),
      memory,
      ...(sheet ? { sheet: sheet.id } : {}),
    };
  }

  let top: Top;

  /** As it will be when the changes are committed. */
  function sheetVersion(): number {
    const { sheet }: Desk = top.snapshot.context;
    return sheet ? versionOf(sheet.id) + (changed.has(sheet.id) ? 1 : 0) : 0;
  }

  /** Does what the dialogs ask for, one thing after the other, until they rest. */
  async function settle(first: Top & { effects: Effect[] }): Promise<void> {
    let { effects } = first;
    top = { dialog: first.dialog, snapshot: first.snapshot };
    for (let done = 0; effects.length > 0; done++) {
      if (done >= MOST_EFFECTS) throw new RangeError('the dialogs call each other in a circle');
      const [effect] = effects;
      if (!effect) return;
      let next: Top & { effects: Effect[] };
      if (effect.type === 'ask') {
        const answered = stamped(await ask(effect.question));
        const result: Step = step(top.dialog, top.snapshot, answered);
        next = { dialog: top.dialog, ...result };
      } else if (effect.type === 'close') {
        next = await returnTo(effect.remark);
      } else if (mayOpen(dialogs[effect.dialog], stamp.principal)) {
        below.push(frameOf(top));
        next = open(effect.dialog, { sheetId: effect.sheet, ...effect.given });
      } else {
        return;
      }
      top = { dialog: next.dialog, snapshot: next.snapshot };
      effects = next.effects;
      note(top.snapshot);
    }
  }

  const last = frames.at(-1);
  const restored = last && (await restore(last));
  if (restored) await settle(restored);
  else if (last) await settle(await returnTo(say('common:gone')));
  else await settle(open(home));

  return {
    take: async (event) => {
      const { dialog, snapshot } = top;
      const { remark, alerts, ...context } = snapshot.context;
      const fresh = remark || alerts ? withContext(dialog, snapshot, context) : snapshot;
      const result = step(dialog, fresh, event);
      note(result.snapshot);
      await settle({ dialog, snapshot: result.snapshot, effects: result.effects });
      return result.understood;
    },
    top: () => top.dialog.name,
    read: () => top.dialog.read(top.snapshot),
    leave: () => ({
      frames: [...below, frameOf(top)],
      changes: changes(),
      sheetVersion: sheetVersion(),
    }),
    sheetVersion,
  };
}
