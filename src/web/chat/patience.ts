/** Waiting that can be cut short, because something has changed for the better. */
export function createPatience() {
  const waiting = new Set<() => void>();
  return {
    /** Resolves after a time, or as soon as `hurry` is called. */
    wait: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        waiting.add(end);
      }),
    hurry: (): void => {
      for (const end of [...waiting]) end();
    },
  };
}

/** Resolves after a time that nothing cuts short. */
export const after = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

const LONGEST_PAUSE = 30_000;

/** Pauses between attempts grow: 1, 2, 4 … 30 seconds. */
export const FIRST_PAUSE = 1000;
export const longer = (pause: number): number => Math.min(pause * 2, LONGEST_PAUSE);

/** A promise, and what settles it from outside. */
export function createPromise<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Things to be done later, and a way to do none of them. */
export function createLater(done: () => void) {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  return {
    later: (ms: number, work: () => void): void => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
        done();
      }, ms);
      timers.add(timer);
    },
    clear: (): void => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
