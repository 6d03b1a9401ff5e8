import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConflictFault } from '../../src/faults.ts';
import { openNaming } from '../../src/stores/names.ts';
import {
  type ShownActivity,
  type Visits,
  visitStaysUntil,
  visitsIn,
} from '../../src/stores/visits.ts';
import { MONDAY, minutesLater } from '../support/builders.ts';
import { aStore } from '../support/stores.ts';

const DAY = 24 * 60;
const naming = (kind: string, id: string) => `${kind}-${id}`;

/** Activities with numbers as their texts. */
const saying = (...numbers: number[]): ShownActivity[] =>
  numbers.map((number) => ({ id: `v|${number}`, type: 'message', text: String(number) }));

const upTo = (count: number, first = 0): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

async function someVisits() {
  const { store } = await aStore();
  const visits = visitsIn(store, naming);
  const add = async (id: string, activities: ShownActivity[], at = MONDAY) => {
    const changes = await visits.added(id, activities, at);
    await store.commit(changes);
    return changes.map(({ key }) => key);
  };
  return { store, visits, add };
}

const shownIn = async (visits: Visits, id: string, at = MONDAY): Promise<unknown[] | undefined> =>
  (await visits.read(id, at))?.visit.activities.map((activity) => activity['text']);

describe('When a visit begins', () => {
  test('there is none before', async () => {
    const { visits } = await someVisits();
    expect(await visits.read('one', MONDAY)).toBeUndefined();
  });

  test('it has what was said, and is filed for the minute a day later', async () => {
    const { store, visits, add } = await someVisits();
    await add('one', saying(0));
    expect(await visits.read('one', MONDAY)).toEqual({
      visit: { activities: saying(0), next: 1, lastAt: MONDAY },
      version: 1,
    });
    expect(await store.list('expiry-minutes')).toEqual([
      'expiry-minutes/2026-11-24t08.00~visits~visit-one',
    ]);
  });

  test('nothing is stored until its changes are committed', async () => {
    const { visits } = await someVisits();
    await visits.added('one', saying(0), MONDAY);
    expect(await visits.read('one', MONDAY)).toBeUndefined();
  });

  test('others are not touched', async () => {
    const { visits, add } = await someVisits();
    await add('one', saying(1));
    await add('two', saying(2));
    expect(await shownIn(visits, 'one')).toEqual(['1']);
    expect(await shownIn(visits, 'two')).toEqual(['2']);
  });

  test('its key tells nothing of its id', async () => {
    const { store } = await aStore();
    const visits = visitsIn(store, await openNaming(store));
    await store.commit(await visits.added('Conversation-1', saying(0), MONDAY));
    const keys = [...(await store.list('visits')), ...(await store.list('expiry-minutes'))];
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(key.toLowerCase()).not.toContain('conversation-1');
    expect(await visits.read('Conversation-1', MONDAY)).toBeDefined();
  });
});

describe('When more is said', () => {
  test('it stands behind what was said, and nothing is filed again', async () => {
    const { store, visits, add } = await someVisits();
    await add('one', saying(0));
    expect(await add('one', saying(1, 2), minutesLater(5))).toEqual(['visits/visit-one']);
    expect(await visits.read('one', minutesLater(5))).toEqual({
      visit: { activities: saying(0, 1, 2), next: 3, lastAt: minutesLater(5) },
      version: 2,
    });
    expect(await store.list('expiry-minutes')).toHaveLength(1);
  });

  test('the newest 60 can be shown again, and all are counted', async () => {
    const { visits, add } = await someVisits();
    for (const first of [0, 25, 50]) await add('one', saying(...upTo(25, first)));
    expect(await shownIn(visits, 'one')).toEqual(upTo(60, 15).map(String));
    expect((await visits.read('one', MONDAY))?.visit.next).toBe(75);
  });

  test('the last ones are there in their order, however many come at a time', async () => {
    const { visits, add } = await someVisits();
    let visit = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }),
        async (counts) => {
          const id = `visit-${visit++}`;
          let said = 0;
          for (const count of counts) {
            await add(id, saying(...upTo(count, said)));
            said += count;
          }
          const last = upTo(said).slice(-60).map(String);
          expect((await shownIn(visits, id)) ?? []).toEqual(last);
          expect((await visits.read(id, MONDAY))?.visit.next ?? 0).toBe(said);
        },
      ),
      { numRuns: 50, seed: 2026 },
    );
  });

  test('of two who add at once one wins, and the other is told', async () => {
    const { store, visits, add } = await someVisits();
    await add('one', saying(0));
    const [first, second] = await Promise.all([
      visits.added('one', saying(1), MONDAY),
      visits.added('one', saying(2), MONDAY),
    ]);
    await store.commit(first);
    await expect(store.commit(second)).rejects.toThrow(ConflictFault);
    expect(await shownIn(visits, 'one')).toEqual(['0', '1']);
  });
});

describe('When nothing was said for 24 hours', () => {
  test('the visit is over, to the millisecond', async () => {
    const { visits, add } = await someVisits();
    await add('one', saying(0));
    expect(await shownIn(visits, 'one', minutesLater(DAY - 1 / 60_000))).toEqual(['0']);
    expect(await visits.read('one', minutesLater(DAY))).toBeUndefined();
  });

  test('the hours are counted from the last word', async () => {
    const { visits, add } = await someVisits();
    await add('one', saying(0));
    await add('one', saying(1), minutesLater(DAY - 1));
    expect(await shownIn(visits, 'one', minutesLater(2 * DAY - 2))).toEqual(['0', '1']);
    expect(await visits.read('one', minutesLater(2 * DAY - 1))).toBeUndefined();
  });

  test('one that begins before it is deleted has nothing of it, and is filed anew', async () => {
    const { store, visits, add } = await someVisits();
    await add('one', saying(0, 1, 2));
    await add('one', saying(7), minutesLater(DAY + 3));
    expect(await visits.read('one', minutesLater(DAY + 3))).toEqual({
      visit: { activities: saying(7), next: 1, lastAt: minutesLater(DAY + 3) },
      version: 2,
    });
    expect(await store.list('expiry-minutes')).toEqual([
      'expiry-minutes/2026-11-24t08.00~visits~visit-one',
      'expiry-minutes/2026-11-25t08.03~visits~visit-one',
    ]);
  });

  test('it stays until the minute a day after its last word', () => {
    const visit = { activities: saying(0), next: 1, lastAt: '2026-11-23T08:00:59.999Z' };
    expect(visitStaysUntil(visit)).toBe('2026-11-24t08.00');
  });
});

describe('When a visit is forgotten', () => {
  test('nothing of it is left, and others stay', async () => {
    const { store, visits, add } = await someVisits();
    await add('one', saying(1));
    await add('two', saying(2));
    await visits.forget('one');
    await visits.forget('one');
    expect(await visits.read('one', MONDAY)).toBeUndefined();
    expect(await store.list('visits')).toEqual(['visits/visit-two']);
  });

  test('one of the same id begins at the beginning', async () => {
    const { visits, add } = await someVisits();
    await add('one', saying(0, 1, 2));
    await visits.forget('one');
    await add('one', saying(7));
    expect((await visits.read('one', MONDAY))?.visit).toMatchObject({ next: 1 });
    expect(await shownIn(visits, 'one')).toEqual(['7']);
  });
});

describe('When a record is of another form', () => {
  const forms: [string, unknown][] = [
    ['empty', {}],
    ['no object', 5],
    ['without times', { activities: [], next: 0 }],
    ['with an activity without an id', { activities: [{}], next: 1, lastAt: MONDAY }],
    ['with a count below zero', { activities: [], next: -1, lastAt: MONDAY }],
  ];

  test.each(forms)('it is no visit, and a new one takes its place: %s', async (_name, value) => {
    const { store, visits, add } = await someVisits();
    await store.write('visits/visit-one', value, 0);
    expect(await visits.read('one', MONDAY)).toBeUndefined();
    await add('one', saying(0));
    expect(await shownIn(visits, 'one')).toEqual(['0']);
  });

  test.each(forms)('it is not kept any longer: %s', (_name, value) => {
    expect(visitStaysUntil(value)).toBeUndefined();
  });
});
