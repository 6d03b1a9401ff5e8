import { FIRST_LOCALE, say } from '../dialogs/dialog.ts';
import {
  dayAfter,
  dayOf,
  deletionDay,
  noticeDay,
  type RetentionRules,
} from './domain/retention.ts';
import { type Sheet, sheetSchema } from './domain/sheet.ts';
import type { Log } from './log.ts';
import { conversationStaysUntil, type Shelf } from './stores/conversations.ts';
import { minuteAfter, type Review, sweep } from './stores/expiry.ts';
import { PERSON_DAYS, type People } from './stores/people.ts';
import type { Store } from './stores/store.ts';
import { visitorShelf, visitStaysUntil } from './stores/visits.ts';
import type { Translate } from './translate.ts';

export type RetentionParts = {
  store: Store;
  people: People;
  rules: RetentionRules;
  translate: Translate;
  /** Says something to a person unasked. Rejects where she cannot be reached. */
  tell: (address: unknown, text: string) => Promise<void>;
  now: () => string;
  log: Log;
};

const EVERY_MS = 6 * 60 * 60 * 1000;
/** Visits to the public chat are forgotten to the minute. */
const VISITS_EVERY_MS = 5 * 60 * 1000;
const FIRST_AFTER_MS = 10_000;
const NEVER = '9999-12-31';

/** Where conversations of the staff are kept, and until when: as long as an unfinished assessment. */
export const staffShelf = ({ unfinishedDays }: RetentionRules): Shelf => ({
  folder: 'conversations',
  silenceEnds: (lastAt) => dayAfter(lastAt, unfinishedDays),
});

/** How long what visitors wrote stays. */
const reviewVisits: Review = async (key, value) => {
  const [kind] = key.split('/');
  if (kind === 'visits') return visitStaysUntil(value);
  return kind === 'visitors' ? conversationStaysUntil(value, visitorShelf) : undefined;
};

/** How long each kind of record stays; owners of assessments are told before these go. */
function reviewing(parts: RetentionParts, at: string): Review {
  const { store, people, rules, translate, log } = parts;
  const today = dayOf(at);

  /** Resolves to whether there is nothing left to tell. */
  async function told(ownerName: string, sheet: Sheet): Promise<boolean> {
    const address = await people.addressOf(ownerName);
    if (address === undefined) return true;
    const words = say('common:expiryNotice', {
      reference: { plain: sheet.reference },
      day: { date: deletionDay(sheet, rules), style: 'day' },
    });
    try {
      await parts.tell(address, translate(words, FIRST_LOCALE));
      return true;
    } catch (error) {
      log.warn({ error }, 'an owner could not be told of a deletion; it is tried again tomorrow');
      return false;
    }
  }

  async function sheetStays(ownerName: string, value: unknown): Promise<string | undefined> {
    const sheet = sheetSchema.safeParse(value);
    // A record of an unknown form is left to a person; it is not for a job to delete.
    if (!sheet.success) return NEVER;
    const deletion = deletionDay(sheet.data, rules);
    if (deletion <= today) return undefined;
    const notice = noticeDay(sheet.data, rules);
    if (today < notice) return notice;
    return (await told(ownerName, sheet.data)) ? deletion : dayAfter(at, 1);
  }

  return async (key, value) => {
    const [kind, name = ''] = key.split('/');
    if (kind === 'assessments') return sheetStays(name, value);
    if (kind === 'conversations') return conversationStaysUntil(value, staffShelf(rules));
    if (kind !== 'people') return undefined;
    const owned = await store.list(`assessments/${name}`);
    return owned.length > 0 ? dayAfter(at, PERSON_DAYS) : undefined;
  };
}

/** Tells owners what will go, and deletes what has been kept long enough. Resolves to how many records were deleted. */
export async function retain(parts: RetentionParts): Promise<number> {
  const at = parts.now();
  return sweep(parts.store, dayOf(at), reviewing(parts, at));
}

/** Forgets the visits that have been silent long enough. Resolves to how many records were deleted. */
export async function forgetVisits({ store, now }: RetentionParts): Promise<number> {
  return sweep(store, minuteAfter(now(), 0), reviewVisits);
}

/**
 * Runs both soon after the start and then again and again. A failure is logged and tried again the next time.
 * Returns the function that ends it.
 */
export function startRetention(parts: RetentionParts): () => void {
  const { log } = parts;
  const running = (work: typeof retain) => async () => {
    try {
      const deleted = await work(parts);
      if (deleted > 0) log.info({ deleted }, 'records were deleted because their time was over');
    } catch (error) {
      log.error({ error }, 'records whose time is over could not be deleted');
    }
  };
  const timers = [
    setTimeout(running(retain), FIRST_AFTER_MS),
    setTimeout(running(forgetVisits), FIRST_AFTER_MS),
    setInterval(running(retain), EVERY_MS),
    setInterval(running(forgetVisits), VISITS_EVERY_MS),
  ];
  for (const timer of timers) timer.unref();
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}
