import { DateTime } from 'luxon';
import type { Hours } from './guide.ts';

/** Whether somebody is there at a moment: open until a time, or closed until the next opening. */
export type Opening =
  | { kind: 'open'; until: string }
  | { kind: 'closed'; day: 'today' | 'tomorrow' | number; from: string };

const ZONE = 'Europe/Berlin';
const DAYS_AHEAD = 14;

/** Easter Sunday of a year of the Gregorian calendar, after the method of Gauss in the form of Lichtenberg (1997). */
function easter(year: number): DateTime {
  const a = year % 19;
  const k = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
  const s = 2 - Math.floor((3 * k + 3) / 4);
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const og = 21 + d - r;
  const sz = 7 - ((year + Math.floor(year / 4) + s) % 7);
  const oe = 7 - ((og - sz) % 7);
  return DateTime.fromObject({ year, month: 3, day: 1 }, { zone: ZONE }).plus({
    days: og + oe - 1,
  });
}

/** Public holidays of North Rhine-Westphalia (Feiertagsgesetz NW § 2), as YYYY-MM-DD. */
function holidaysOf(year: number): Set<string> {
  const fixed = ['01-01', '05-01', '10-03', '11-01', '12-25', '12-26'];
  const afterEaster = [-2, 1, 39, 50, 60];
  return new Set([
    ...fixed.map((day) => `${year}-${day}`),
    ...afterEaster.map((days) => easter(year).plus({ days }).toISODate() ?? ''),
  ]);
}

/** Whether a moment (ISO 8601) falls on a public holiday in Rheine. */
export function isHoliday(at: string): boolean {
  const day = DateTime.fromISO(at, { zone: ZONE });
  return holidaysOf(day.year).has(day.toISODate() ?? '');
}

/**
 * Whether a place with these hours is open at a moment (ISO 8601), and otherwise when it opens next; public holidays
 * are closed. A day beyond tomorrow comes as its weekday, 1 is Monday. Undefined where no hours are known or none
 * comes within two weeks.
 */
export function openingAt(hours: readonly Hours[], at: string): Opening | undefined {
  const now = DateTime.fromISO(at, { zone: ZONE });
  const clock = now.toFormat('HH:mm');
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead++) {
    const day = now.plus({ days: ahead });
    if (holidaysOf(day.year).has(day.toISODate() ?? '')) continue;
    const spans = hours
      .filter(({ weekday }) => weekday === day.weekday)
      .sort((a, b) => a.from.localeCompare(b.from));
    for (const { from, to } of spans) {
      if (ahead === 0 && clock >= to) continue;
      if (ahead === 0 && clock >= from) return { kind: 'open', until: to };
      return { kind: 'closed', day: nameOf(ahead, day.weekday), from };
    }
  }
  return undefined;
}

function nameOf(ahead: number, weekday: number): 'today' | 'tomorrow' | number {
  if (ahead === 0) return 'today';
  return ahead === 1 ? 'tomorrow' : weekday;
}
