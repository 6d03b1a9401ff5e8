import { type AnyActorLogic, type AnyStateMachine, initialTransition, transition } from 'xstate';
import type { AnySnapshot, Dialog, DialogEvent, Effect } from './dialog.ts';

/** The result of one step: where the dialog rests now, what it asks of the shell, and whether the event meant anything. */
export type Step = { snapshot: AnySnapshot; effects: Effect[]; understood: boolean };

function effectsOf(actions: readonly { type: string; params?: unknown }[]): Effect[] {
  return actions.flatMap(({ type, params }): Effect[] => {
    if (type === 'ask') return [{ type, question: params } as Effect];
    if (type === 'open' || type === 'close') return [{ type, ...(params as object) } as Effect];
    return [];
  });
}

/** Begins a dialog with what lies on its desk. */
export function begin(dialog: Dialog, opening: object): Step {
  const [snapshot, actions] = initialTransition(dialog.machine, opening);
  return { snapshot: snapshot as AnySnapshot, effects: effectsOf(actions), understood: true };
}

const quick = new WeakMap<AnyStateMachine, AnyActorLogic>();

/**
 * The machine as it is needed for a step. `transition` makes an actor each time, and an actor begins with the initial
 * snapshot; of a whole machine that costs as much as the step itself, and nobody looks at it.
 */
function stepping(machine: AnyStateMachine): AnyActorLogic {
  const known = quick.get(machine);
  if (known) return known;
  const nothing = { status: 'active', output: undefined, error: undefined } as const;
  const logic: AnyActorLogic = {
    transition: (snapshot, event, scope) => machine.transition(snapshot, event, scope),
    getInitialSnapshot: () => nothing,
    getPersistedSnapshot: (snapshot) => snapshot,
  };
  quick.set(machine, logic);
  return logic;
}

/** Takes one event. An event that the dialog has no use for where it stands is not understood and changes nothing. */
export function step(dialog: Dialog, snapshot: AnySnapshot, event: DialogEvent): Step {
  const [next, actions] = transition(stepping(dialog.machine), snapshot, event);
  const effects = effectsOf(actions);
  return {
    snapshot: next as AnySnapshot,
    effects,
    // What leads to where one stands already changes nothing, and was understood all the same.
    understood: next !== snapshot || effects.length > 0 || snapshot.can(event),
  };
}

/** The same snapshot with other things on its desk, or without the remark that was made. */
export function withContext(
  dialog: Dialog,
  { value }: { value: unknown },
  context: object,
): AnySnapshot {
  return dialog.machine.resolveState({ value: value as string, context }) as AnySnapshot;
}
