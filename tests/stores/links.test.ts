import { describe, expect, test } from 'vitest';
import { linksIn, type Opened } from '../../src/stores/links.ts';
import { MONDAY, minutesLater } from '../support/builders.ts';
import { aStore } from '../support/stores.ts';

const target = { owner: 'anna', sheet: 'sheet-1' };

async function aLink() {
  const { store } = await aStore();
  const links = linksIn(store);
  const { token, minutes } = await links.make(target, MONDAY);
  return { store, links, token, minutes };
}

/** What the browser that opened a link keeps. */
function readerOf(opened: Opened): string {
  if (!opened.ok) throw new Error(`the link did not open: ${opened.reason}`);
  return opened.reader;
}

describe('When a link is made', () => {
  test('it lives ten minutes and opens its sheet', async () => {
    const { links, token, minutes } = await aLink();
    expect(minutes).toBe(10);
    expect(await links.open(token, undefined, minutesLater(1))).toEqual({
      ok: true,
      target,
      reader: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('every link is another one that cannot be guessed', async () => {
    const { links, token } = await aLink();
    const { token: second } = await links.make(target, MONDAY);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(token);
  });

  test('neither the link nor what its reader keeps is stored', async () => {
    const { links, token, store } = await aLink();
    const reader = readerOf(await links.open(token, undefined, MONDAY));
    const [key = '', ...others] = await store.list('links');
    const stored = JSON.stringify([key, await store.read(key)]);
    expect(others).toEqual([]);
    expect(stored).toContain('sheet-1');
    expect(stored.toLowerCase()).not.toContain(token.toLowerCase());
    expect(stored).not.toContain(reader);
  });
});

describe('When a link was opened', () => {
  test('its first browser may load it again within its time', async () => {
    const { links, token } = await aLink();
    const reader = readerOf(await links.open(token, undefined, MONDAY));
    for (const minutes of [1, 5, 9.99]) {
      const again = await links.open(token, reader, minutesLater(minutes));
      expect(again).toEqual({ ok: true, target, reader });
    }
  });

  test('for everybody else it is used up', async () => {
    const { links, token } = await aLink();
    await links.open(token, undefined, MONDAY);
    const used = { ok: false, reason: 'used' };
    expect(await links.open(token, undefined, minutesLater(1))).toEqual(used);
    expect(await links.open(token, 'guessed', minutesLater(1))).toEqual(used);
    expect(await links.open(token, '', minutesLater(1))).toEqual(used);
  });

  test('the reader of another link does not open it', async () => {
    const { links, token } = await aLink();
    const { token: second } = await links.make(target, MONDAY);
    const stranger = readerOf(await links.open(second, undefined, MONDAY));
    await links.open(token, undefined, MONDAY);
    expect(await links.open(token, stranger, MONDAY)).toEqual({ ok: false, reason: 'used' });
  });

  test('one of several browsers at the same moment gets it, the others are told', async () => {
    const { links, token } = await aLink();
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => links.open(token, undefined, MONDAY)),
    );
    expect(opened.filter(({ ok }) => ok)).toHaveLength(1);
    expect(opened.filter((each) => !each.ok && each.reason === 'used')).toHaveLength(4);
  });
});

describe('When its time is over', () => {
  test.each([10, 11, 60 * 24])('nobody opens it after %d minutes', async (minutes) => {
    const { links, token } = await aLink();
    const reader = readerOf(await links.open(token, undefined, minutesLater(9)));
    const expired = { ok: false, reason: 'expired' };
    expect(await links.open(token, undefined, minutesLater(minutes))).toEqual(expired);
    expect(await links.open(token, reader, minutesLater(minutes))).toEqual(expired);
  });
});

describe('When a link is not known', () => {
  test.each(['', 'unknown', '../meta/names', 'x'.repeat(5000)])(
    '%j opens nothing',
    async (token) => {
      const { links } = await aLink();
      expect(await links.open(token, undefined, MONDAY)).toEqual({ ok: false, reason: 'unknown' });
    },
  );
});

describe('When a link is stored', () => {
  test('it is filed for the day after it has expired', async () => {
    const { store } = await aLink();
    const [link = ''] = await store.list('links');
    expect(await store.list('expiry')).toEqual([`expiry/2026-11-24~${link.replace('/', '~')}`]);
  });

  test('a record of another form opens nothing', async () => {
    const { links, token, store } = await aLink();
    const [key = ''] = await store.list('links');
    await store.write(key, { other: 1 }, 1);
    expect(await links.open(token, undefined, MONDAY)).toEqual({ ok: false, reason: 'unknown' });
  });
});
