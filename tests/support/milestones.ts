const EVERY = 5;

/** The key of the milestone that is committed with a count, or undefined where there is none. */
export function milestoneOf(record: string, count: number): string | undefined {
  return count % EVERY === 0 ? `${record}/${String(count).padStart(6, '0')}` : undefined;
}
