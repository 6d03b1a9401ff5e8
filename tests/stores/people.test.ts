import { describe, expect, test } from 'vitest';
import { peopleIn } from '../../src/stores/people.ts';
import { MONDAY, minutesLater } from '../support/builders.ts';
import { aStore } from '../support/stores.ts';

const address = { serviceUrl: 'https://teams.example', user: { id: '29:abc' } };

async function somePeople() {
  const { store } = await aStore();
  const people = peopleIn(store);
  const meet = async (name: string, under: unknown, at = MONDAY) => {
    const changes = await people.met(name, under, at);
    await store.commit(changes);
    return changes.length;
  };
  return { people, store, meet };
}

describe('When a person is met', () => {
  test('nobody who was not met has an address', async () => {
    const { people } = await somePeople();
    expect(await people.addressOf('anna')).toBeUndefined();
  });

  test('her address is kept, and filed to be looked at again', async () => {
    const { people, store, meet } = await somePeople();
    await meet('anna', address);
    expect(await people.addressOf('anna')).toEqual(address);
    expect(await people.addressOf('bert')).toBeUndefined();
    expect(await store.list('expiry')).toEqual(['expiry/2027-01-22~people~anna']);
  });

  test('under the same address nothing is to be stored', async () => {
    const { meet } = await somePeople();
    await meet('anna', address);
    expect(await meet('anna', { ...address }, minutesLater(60 * 24))).toBe(0);
  });

  test('a new address replaces the old one, and is not filed again', async () => {
    const { people, store, meet } = await somePeople();
    await meet('anna', address);
    const moved = { ...address, serviceUrl: 'https://other.example' };
    await meet('anna', moved, minutesLater(60 * 24));
    expect(await people.addressOf('anna')).toEqual(moved);
    expect(await store.list('expiry')).toHaveLength(1);
  });
});
