import { dayOf, type RetentionRules } from './domain/retention.ts';
import type { Log } from './log.ts';
import { conversationStaysUntil } from './stores/conversations.ts';
import { type StaysUntil, sweep } from './stores/expiry.ts';
import { sheetStaysUntil } from './stores/sheets.ts';
import type { Store } from './stores/store.ts';

export type RetentionParts = { store: Store; rules: RetentionRules; now: () => string; log: Log };

const EVERY_MS = 6 * 60 * 60 * 1000;
const FIRST_AFTER_MS = 10_000;

/** How long a record stays, by the folder it is in. Links have nothing to stay for. */
export function stayingRules(rules: RetentionRules): StaysUntil {
  return (key, value) => {
    if (key.startsWith('assessments/')) return sheetStaysUntil(value, rules);
    if (key.startsWith('conversations/')) {
      return conversationStaysUntil(value, rules.unfinishedDays);
    }
    return undefined;
  };
}

/**
 * Deletes what has been kept long enough, soon after the start and then some times a day. A failure is logged and
 * tried again the next time. Returns the function that ends it.
 */
export function startRetention({ store, rules, now, log }: RetentionParts): () => void {
  const run = async () => {
    try {
      const deleted = await sweep(store, dayOf(now()), stayingRules(rules));
      if (deleted > 0) log.info({ deleted }, 'records were deleted because their time was over');
    } catch (error) {
      log.error({ error }, 'records whose time is over could not be deleted');
    }
  };
  const first = setTimeout(run, FIRST_AFTER_MS).unref();
  const timer = setInterval(run, EVERY_MS).unref();
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
