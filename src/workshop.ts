import { fork } from 'node:child_process';
import { join } from 'node:path';
import { keptModel } from './content/learned.ts';
import { ContentFault } from './content/load.ts';
import type { Learned } from './domain/understanding/reading.ts';

/** What the workshop makes: what is learned from the questions, and the widget as one script. */
type Made = { learned: Learned; widget: string };

export type WorkshopMessage =
  | { kind: 'made'; made: Made[keyof Made] }
  | { kind: 'contentFault'; message: string };

export type Workshop = { [What in keyof Made]: () => Promise<Made[What]> };

/** Has one thing made in a process of its own, whose memory is given back when it ends. */
function inOwnProcess<What extends keyof Made>(what: What): Promise<Made[What]> {
  const { promise, resolve, reject } = Promise.withResolvers<Made[What]>();
  const child = fork(join(import.meta.dirname, 'workshop-child.ts'), [what], {
    serialization: 'advanced',
  });
  child.on('message', (message: WorkshopMessage) => {
    if (message.kind === 'contentFault') reject(new ContentFault(message.message));
    else resolve(message.made as Made[What]);
  });
  child.on('error', reject);
  child.on('exit', () => reject(new Error('the workshop ended early')));
  return promise;
}

/** Whoever asks while it is being made waits for the same; what could not be made is tried again the next time. */
function oneAtATime<T>(make: () => Promise<T>): () => Promise<T> {
  let making: Promise<T> | undefined;
  return () => {
    making ??= make().finally(() => {
      making = undefined;
    });
    return making;
  };
}

/**
 * Heavy work that is done when it is first needed: learning the questions and bundling the widget. What was learned
 * before a restart is taken as it was kept. Nothing of it is remembered here.
 */
export function createWorkshop(): Workshop {
  return {
    learned: oneAtATime(async () => keptModel() ?? inOwnProcess('learned')),
    widget: oneAtATime(() => inOwnProcess('widget')),
  };
}
