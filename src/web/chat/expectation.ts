const LONG_MS = 600;
const LONGEST_MS = 30_000;

/** Knows when somebody has waited for an answer for a while, and when it is not worth waiting any longer. */
export function createExpectation(changed: () => void) {
  let isLong = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const set = (next: boolean): void => {
    isLong = next;
    changed();
  };
  const met = (): void => {
    clearTimeout(timer);
    isLong = false;
  };

  return {
    begin: (): void => {
      met();
      timer = setTimeout(() => {
        set(true);
        timer = setTimeout(() => set(false), LONGEST_MS);
      }, LONG_MS);
    },
    met,
    isLong: (): boolean => isLong,
  };
}
