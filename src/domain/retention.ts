import { DateTime } from 'luxon';
import type { Sheet } from './sheet.ts';

/** Days that unfinished sheets are kept after their last change, and months that finished ones are. */
export type RetentionRules = { unfinishedDays: number; finishedMonths: number };

/** How long before the deletion its owner is told. */
const NOTICE_DAYS = { unfinished: 7, finished: 30 } as const;

const ZONE = 'Europe/Berlin';

/** A sheet with a result is kept as a finished one, also while its reassessment is under way. */
const hasResult = ({ passes }: Sheet): boolean =>
  passes.some(({ finishedAt }) => finishedAt !== null);

/** The day (YYYY-MM-DD in Rheine) on which a sheet is deleted, counted from its last change. */
export function deletionDay(sheet: Sheet, rules: RetentionRules): string {
  const since = DateTime.fromISO(sheet.changedAt, { zone: ZONE });
  const due = hasResult(sheet)
    ? since.plus({ months: rules.finishedMonths })
    : since.plus({ days: rules.unfinishedDays });
  return due.toISODate() ?? '';
}

/** The first day on which the owner is told that the sheet will be deleted. */
export function noticeDay(sheet: Sheet, rules: RetentionRules): string {
  const days = hasResult(sheet) ? NOTICE_DAYS.finished : NOTICE_DAYS.unfinished;
  const due = DateTime.fromISO(deletionDay(sheet, rules), { zone: ZONE });
  return due.minus({ days }).toISODate() ?? '';
}

/** The date in Rheine (YYYY-MM-DD) a number of days after a moment. */
export function dayAfter(at: string, days: number): string {
  return DateTime.fromISO(at, { zone: ZONE }).plus({ days }).toISODate() ?? '';
}

/** Today's date in Rheine (YYYY-MM-DD). */
export function dayOf(at: string): string {
  return DateTime.fromISO(at, { zone: ZONE }).toISODate() ?? '';
}
