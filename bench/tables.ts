/** Prints a table: the first column to the left, figures to the right. */
export function table(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  console.log(`\n${title}`);
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(`  ${cells.join('   ').trimEnd()}`);
  }
}

/** A figure and what it is held against. */
export type Bar = {
  what: string;
  value: number;
  bar: { atMost: number } | { below: number } | { atLeast: number };
  show: (value: number) => string;
};

function isMet({ value, bar }: Bar): boolean {
  if ('atMost' in bar) return value <= bar.atMost;
  if ('below' in bar) return value < bar.below;
  return value >= bar.atLeast;
}

function shownBar({ bar, show }: Bar): string {
  if ('atMost' in bar) return `<= ${show(bar.atMost)}`;
  if ('below' in bar) return `< ${show(bar.below)}`;
  return `>= ${show(bar.atLeast)}`;
}

/** Prints figures beside their bars. What could not be measured does not meet its bar. */
export function bars(title: string, all: readonly Bar[]): void {
  table(title, [
    ['', 'measured', 'bar', ''],
    ...all.map((each) => [
      each.what,
      Number.isNaN(each.value) ? 'not measured' : each.show(each.value),
      shownBar(each),
      isMet(each) ? 'met' : 'not met',
    ]),
  ]);
}

export const percent = (share: number): string =>
  Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`;
export const milliseconds = (ms: number): string =>
  ms < 10 ? `${ms.toFixed(2)} ms` : `${ms.toFixed(0)} ms`;
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;
