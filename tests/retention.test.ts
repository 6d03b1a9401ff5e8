import { describe, expect, test } from 'vitest';
import type { Sheet } from '../src/domain/sheet.ts';
import { retain, staffShelf } from '../src/retention.ts';
import { conversationsIn } from '../src/stores/conversations.ts';
import { peopleIn } from '../src/stores/people.ts';
import { sheetsIn } from '../src/stores/sheets.ts';
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
  return {
    store,
    sheets,
    told,
    lines,
    loseContact: () => {
      isReachable = false;
    },
    on: (day: string) =>
      retain({
        store,
        people,
        rules,
        log,
        now: () => `${day}T09:00:00.000Z`,
        translate: (words) => JSON.stringify(words),
        tell: async (address, text) => {
          if (!isReachable) throw new Error('nobody answers');
          told.push({ address, text });
        },
      }),
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
