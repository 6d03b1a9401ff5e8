import { describe, expect, test } from 'vitest';
import type { Sheet } from '../src/domain/sheet.ts';
import { forgetVisits, type RetentionParts, retain, staffShelf } from '../src/retention.ts';
import { callbacksIn } from '../src/stores/callbacks.ts';
import { conversationsIn } from '../src/stores/conversations.ts';
import { feedbackIn } from '../src/stores/feedback.ts';
import { peopleIn } from '../src/stores/people.ts';
import { sheetsIn } from '../src/stores/sheets.ts';
import { visitorShelf, visitsIn } from '../src/stores/visits.ts';
import { aSheet } from './support/builders.ts';
import { aLog, aStore } from './support/stores.ts';

const rules = { unfinishedDays: 30, finishedMonths: 24 };
const ANNA = { channelId: 'msteams', conversation: { id: 'chat-anna' } };
const naming = (kind: string, id: string) => `${kind}-${id}`;

const unfinished = aSheet({ reference: 'K-2026-14', changedAt: '2026-03-01T10:00:00.000Z' });

function finished(at: string): Sheet {
  const [pass] = unfinished.passes;
  if (!pass) throw new Error('a sheet has a pass');
  return { ...unfinished, changedAt: at, passes: [{ ...pass, finishedAt: at }] };
}

/** A data folder with one sheet of Anna's, and a job that is run on given days. */
async function aJob(sheet: Sheet) {
  const { store } = await aStore();
  const { log, lines } = aLog();
  const sheets = sheetsIn({ store, naming, rules, log });
  const people = peopleIn(store);
  await store.commit(sheets.changes('anna', sheet, 0));
  await store.commit(await people.met('principal-anna', ANNA, '2026-03-01T10:00:00.000Z'));
  const told: { address: unknown; text: string }[] = [];
  let isReachable = true;
  const partsAt = (moment: string): RetentionParts => ({
    store,
    people,
    rules,
    log,
    now: () => moment,
    translate: (words) => JSON.stringify(words),
    tell: async (address, text) => {
      if (!isReachable) throw new Error('nobody answers');
      told.push({ address, text });
    },
  });
  return {
    store,
    sheets,
    told,
    lines,
    loseContact: () => {
      isReachable = false;
    },
    on: (day: string) => retain(partsAt(`${day}T09:00:00.000Z`)),
    /** Looks after the visits only, at a moment. */
    at: (moment: string) => forgetVisits(partsAt(moment)),
  };
}

describe('An unfinished assessment', () => {
  test('stays silently until a week before its time is over', async () => {
    const job = await aJob(unfinished);
    await job.on('2026-03-23');
    expect(job.told).toEqual([]);
    expect(await job.sheets.list('anna')).toHaveLength(1);
  });

  test('is announced a week before, once, with its reference and the day', async () => {
    const job = await aJob(unfinished);
    await job.on('2026-03-24');
    await job.on('2026-03-25');
    expect(job.told).toHaveLength(1);
    expect(job.told[0]?.address).toEqual(ANNA);
    expect(job.told[0]?.text).toContain('K-2026-14');
    expect(job.told[0]?.text).toContain('2026-03-31');
  });

  test('goes after 30 days without a change, and not a day before', async () => {
    const job = await aJob(unfinished);
    await job.on('2026-03-24');
    expect(await job.on('2026-03-30')).toBe(0);
    expect(await job.on('2026-03-31')).toBe(1);
    expect(await job.sheets.list('anna')).toEqual([]);
  });

  test('that is worked on stays, and its days are counted anew', async () => {
    const job = await aJob(unfinished);
    const worked = { ...unfinished, changedAt: '2026-03-28T10:00:00.000Z' };
    await job.on('2026-03-24');
    await job.store.commit(job.sheets.changes('anna', worked, 1));
    expect(await job.on('2026-03-31')).toBe(0);
    expect(job.told).toHaveLength(1);
    await job.on('2026-04-20');
    expect(job.told).toHaveLength(2);
    expect(await job.on('2026-04-27')).toBe(1);
  });

  test('is announced again every day while its owner cannot be reached, and operators read about it', async () => {
    const job = await aJob(unfinished);
    job.loseContact();
    await job.on('2026-03-24');
    await job.on('2026-03-25');
    expect(job.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
    expect(await job.on('2026-03-31')).toBe(1);
  });
});

describe('A finished assessment', () => {
  test('is announced a month before and goes after two years', async () => {
    const job = await aJob(finished('2026-03-01T10:00:00.000Z'));
    await job.on('2026-03-31');
    expect(job.told).toEqual([]);
    await job.on('2028-01-31');
    expect(job.told).toHaveLength(1);
    expect(await job.on('2028-02-29')).toBeLessThanOrEqual(1);
    expect(await job.sheets.list('anna')).toHaveLength(1);
    await job.on('2028-03-01');
    expect(await job.sheets.list('anna')).toEqual([]);
  });
});

describe('A job that did not run for a long time', () => {
  test('deletes what is overdue without a word about the past', async () => {
    const job = await aJob(unfinished);
    expect(await job.on('2026-06-01')).toBeGreaterThanOrEqual(1);
    expect(job.told).toEqual([]);
    expect(await job.sheets.list('anna')).toEqual([]);
  });
});

describe('What is kept beside assessments', () => {
  test('a conversation goes after as many silent days', async () => {
    const { store, on } = await aJob(unfinished);
    const conversations = conversationsIn(store, naming, staffShelf(rules));
    const conversation = {
      id: 'c1',
      revision: 1,
      locale: 'de' as const,
      lastAt: '2026-03-01T10:00:00.000Z',
      stack: [{ dialog: 'menu' as const, version: 1, state: 'home', memory: {} }],
      said: [],
      recent: [],
    };
    await store.commit(conversations.changes('chat', conversation, 0));
    await on('2026-03-30');
    expect((await conversations.read('chat')).conversation).toBeDefined();
    await on('2026-03-31');
    expect((await conversations.read('chat')).conversation).toBeUndefined();
  });

  test('the address of a person goes when nothing of hers is left', async () => {
    const { store, on } = await aJob(unfinished);
    await on('2026-03-31');
    await on('2026-04-30');
    expect(await store.list('people')).toEqual([]);
  });
});

describe('A visit to the public chat', () => {
  const BEGUN = '2026-03-01T10:00:30.000Z';

  /** A visit with its conversation, as a turn commits them. */
  async function aVisitAt(lastAt = BEGUN) {
    const job = await aJob(unfinished);
    const visits = visitsIn(job.store, naming);
    const conversations = conversationsIn(job.store, naming, visitorShelf);
    const say = async (at: string) => {
      const { version } = await conversations.read('visit');
      const conversation = {
        id: 'c1',
        revision: version + 1,
        locale: 'tr' as const,
        lastAt: at,
        stack: [{ dialog: 'welcome' as const, version: 1, state: 'home', memory: {} }],
        said: [],
        recent: [],
      };
      await job.store.commit([
        ...conversations.changes('visit', conversation, version),
        ...(await visits.added('visit', [{ id: 'visit|0' }], at)),
      ]);
    };
    await say(lastAt);
    const left = async () => [
      ...(await job.store.list('visits')),
      ...(await job.store.list('visitors')),
    ];
    return { ...job, say, left };
  }

  test('is forgotten with its conversation after 24 silent hours, to the minute', async () => {
    const { at, left, store } = await aVisitAt();
    expect(await at('2026-03-02T09:59:59.999Z')).toBe(0);
    expect(await left()).toHaveLength(2);
    expect(await at('2026-03-02T10:00:00.000Z')).toBe(2);
    expect(await left()).toEqual([]);
    expect(await store.list('expiry-minutes')).toEqual([]);
  });

  test('stays when something is said in between', async () => {
    const { at, say, left } = await aVisitAt();
    await say('2026-03-02T09:30:00.000Z');
    expect(await at('2026-03-02T10:05:00.000Z')).toBe(0);
    expect(await at('2026-03-03T09:29:00.000Z')).toBe(0);
    expect(await left()).toHaveLength(2);
    expect(await at('2026-03-03T09:30:00.000Z')).toBe(2);
    expect(await left()).toEqual([]);
  });

  test('is not touched by the job for days, and touches nothing of the staff', async () => {
    const { on, at, left, sheets } = await aVisitAt();
    await on('2026-03-20');
    expect(await left()).toHaveLength(2);
    await at('2026-03-20T09:00:00.000Z');
    expect(await left()).toEqual([]);
    expect(await sheets.list('anna')).toHaveLength(1);
  });

  test('of an unknown form goes when its minute comes', async () => {
    const { at, left, store } = await aVisitAt();
    await store.write('visits/visit-visit', { other: 1 }, 1);
    await store.write('visitors/conversation-visit', { other: 1 }, 1);
    expect(await at('2026-03-02T10:00:00.000Z')).toBe(2);
    expect(await left()).toEqual([]);
  });

  test('that was forgotten before leaves nothing to be done', async () => {
    const { at, store } = await aVisitAt();
    await visitsIn(store, naming).forget('visit');
    await conversationsIn(store, naming, visitorShelf).forget('visit');
    expect(await at('2026-03-02T10:00:00.000Z')).toBe(0);
    expect(await store.list('expiry-minutes')).toEqual([]);
  });
});

describe('What the public chat keeps for the city', () => {
  test('a wish to be called goes after 14 days, and not a day before', async () => {
    const { store, on } = await aJob(unfinished);
    const callbacks = callbacksIn(store);
    const at = '2026-03-01T10:00:00.000Z';
    await callbacks.add({ id: 'w1', phone: '05971123456', locale: 'tr', time: 'any', at });
    await on('2026-03-14');
    expect(await callbacks.list()).toHaveLength(1);
    expect(await on('2026-03-15')).toBe(1);
    expect(await callbacks.list()).toEqual([]);
  });

  test('a question without an answer goes after 90 days, and not a day before', async () => {
    const { store, on } = await aJob(finished('2026-03-01T10:00:00.000Z'));
    const feedback = feedbackIn(store);
    const at = '2026-03-01T10:00:00.000Z';
    await store.commit(feedback.unanswered('q1', { text: 'Wo ist der Zoo?', locale: 'de' }, at));
    await on('2026-05-29');
    expect(await feedback.listUnanswered()).toHaveLength(1);
    expect(await on('2026-05-30')).toBe(1);
    expect(await feedback.listUnanswered()).toEqual([]);
    expect(await store.list('unanswered')).toEqual([]);
  });

  test('how often answers helped is a number, and stays', async () => {
    const { store, on } = await aJob(unfinished);
    await feedbackIn(store).helped('ik.kosten', true);
    await on('2028-03-01');
    expect(await store.list('helpful')).toEqual(['helpful/ik.kosten']);
  });
});
