import { fork } from 'node:child_process';
import { join } from 'node:path';
import { keptModel } from './content/learned.ts';
import { ContentFault } from './content/load.ts';
import type { Learned } from './domain/understanding/reading.ts';

/** What the workshop makes: what was learned from the questions, and the widget as one script. */
type Made = { learned: Learned; widget: string };

export type WorkshopMessage =
  | { kind: 'learned'; learned: Learned }
  | { kind: 'widget'; widget: string }
  | { kind: 'contentFault'; message: string };

export type Workshop = { [What in keyof Made]: () => Promise<Made[What]> };

type Waiting = { [What in keyof Made]: PromiseWithResolvers<Made[What]> };

/**
 * Heavy work that is done once: learning the questions and bundling the widget. It is done in a process of its own
 * when something of it is first needed, so that nobody waits meanwhile and its memory is given back when it ends. What
 * could not be made is tried again the next time. What was learned before a restart is taken as it was kept.
 */
export function createWorkshop(): Workshop {
  let waiting: Waiting | undefined;

  function begin(): Waiting {
    const made: Waiting = { learned: Promise.withResolvers(), widget: Promise.withResolvers() };
    let left = 2;
    const fail = (error: unknown) => {
      if (left === 0) return;
      waiting = undefined;
      made.learned.reject(error);
      made.widget.reject(error);
    };
    // Whoever waits is told; where nobody does, there is nobody to tell.
    made.learned.promise.catch(() => undefined);
    made.widget.promise.catch(() => undefined);
    const child = fork(join(import.meta.dirname, 'workshop-child.ts'), {
      serialization: 'advanced',
    });
    child.on('message', (message: WorkshopMessage) => {
      if (message.kind === 'contentFault') return fail(new ContentFault(message.message));
      left--;
      if (message.kind === 'learned') made.learned.resolve(message.learned);
      else made.widget.resolve(message.widget);
    });
    child.on('error', fail);
    child.on('exit', () => fail(new Error('the workshop ended early')));
    return made;
  }

  const need = (): Waiting => {
    waiting ??= begin();
    return waiting;
  };
  const learned = async () => keptModel() ?? need().learned.promise;
  return { learned, widget: () => need().widget.promise };
}
