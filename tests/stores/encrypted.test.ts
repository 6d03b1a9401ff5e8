import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StorageFault } from '../../src/faults.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { aKey, aStore } from '../support/stores.ts';
import { storeContract } from './contract.ts';

const key = aKey(1);
const otherKey = aKey(2);

storeContract('encryption over lowdb', async () => {
  const { store } = await aStore();
  return { store: encrypted(store, [key]), dispose: store.close };
});

/** The sealed form that lies below, so that tests can tamper with it. */
type Sealed = { key: string; iv: string; tag: string; data: string };

async function aSealedRecord() {
  const { store: below } = await aStore();
  const store = encrypted(below, [key]);
  await store.write('notes/one', { text: 'Frau Özdemir, Käthe-Straße' }, 0);
  const sealed = (await below.read('notes/one'))?.value as Sealed;
  return { store, below, sealed };
}

async function contentOf(folder: string, name: RegExp): Promise<string> {
  const [file = '', ...others] = (await readdir(folder)).filter((each) => name.test(each));
  expect(others).toEqual([]);
  return readFile(join(folder, file), 'utf8');
}

function withFirstByteChanged(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}

const cutTo = (base64: string, bytes: number): string =>
  Buffer.from(base64, 'base64').subarray(0, bytes).toString('base64');

describe('When a value lies on the disk', () => {
  test('no file shows anything of it, neither the journal nor the record', async () => {
    const { store: below, folder } = await aStore();
    const store = encrypted(below, [key]);
    await store.write('notes/one', { reference: 'K-2026-14', text: 'Frau Özdemir' }, 0);
    const journal = await contentOf(folder, /^journal/);
    await below.close();
    const record = await contentOf(join(folder, 'notes'), /^one\.json$/);

    for (const content of [journal, record]) {
      const { data } = /"data":"(?<data>[^"]+)"/.exec(content)?.groups ?? {};
      const sealed = Buffer.from(data ?? '', 'base64').toString('latin1');
      expect(sealed).not.toBe('');
      for (const plain of ['reference', 'K-2026-14', 'text', 'Frau', 'zdemir']) {
        expect(content).not.toContain(plain);
        expect(sealed).not.toContain(plain);
      }
    }
  });

  test('the same value never looks the same', async () => {
    const { store: below } = await aStore();
    const store = encrypted(below, [key]);
    await store.write('notes/one', 'text', 0);
    const before = (await below.read('notes/one'))?.value as Sealed;
    await store.write('notes/one', 'text', 1);
    const after = (await below.read('notes/one'))?.value as Sealed;
    expect(after.iv).not.toBe(before.iv);
    expect(after.data).not.toBe(before.data);
  });

  test('changing what was read changes nothing in the store', async () => {
    const { store } = await aSealedRecord();
    const read = (await store.read('notes/one'))?.value as { text: string };
    read.text = 'changed';
    expect((await store.read('notes/one'))?.value).toEqual({ text: 'Frau Özdemir, Käthe-Straße' });
  });
});

describe('When a record was tampered with', () => {
  const tampered: [name: string, tamper: (sealed: Sealed) => unknown][] = [
    ['its data', (sealed) => ({ ...sealed, data: withFirstByteChanged(sealed.data) })],
    ['its data is empty', (sealed) => ({ ...sealed, data: '' })],
    ['its tag', (sealed) => ({ ...sealed, tag: withFirstByteChanged(sealed.tag) })],
    ['its tag is cut to 4 bytes', (sealed) => ({ ...sealed, tag: cutTo(sealed.tag, 4) })],
    ['its tag is empty', (sealed) => ({ ...sealed, tag: '' })],
    ['its iv', (sealed) => ({ ...sealed, iv: withFirstByteChanged(sealed.iv) })],
    ['its iv is empty', (sealed) => ({ ...sealed, iv: '' })],
    ['the name of its key', (sealed) => ({ ...sealed, key: '00000000' })],
    ['its tag is missing', ({ tag: _tag, ...sealed }) => sealed],
    ['it is not sealed at all', () => ({ text: 'in clear' })],
  ];

  test.each(tampered)('it does not open: %s', async (_name, tamper) => {
    const { store, below, sealed } = await aSealedRecord();
    await below.write('notes/one', tamper(sealed), 1);
    await expect(store.read('notes/one')).rejects.toThrow(StorageFault);
  });

  test('it does not open in another place', async () => {
    const { store, below, sealed } = await aSealedRecord();
    await below.write('notes/two', sealed, 0);
    await expect(store.read('notes/two')).rejects.toThrow(StorageFault);
    expect((await store.read('notes/one'))?.version).toBe(1);
  });

  test('the others are served', async () => {
    const { store, below, sealed } = await aSealedRecord();
    await store.write('notes/two', 'fine', 0);
    await below.write('notes/one', { ...sealed, data: 'AAAA' }, 1);
    await expect(store.read('notes/one')).rejects.toThrow(StorageFault);
    expect(await store.read('notes/two')).toEqual({ value: 'fine', version: 1 });
    expect(await store.list('notes')).toEqual(['notes/one', 'notes/two']);
    expect(await store.delete('notes/one')).toBe(true);
  });
});

describe('When keys are rotated', () => {
  test('another key alone does not open a record', async () => {
    const { below } = await aSealedRecord();
    await expect(encrypted(below, [otherKey]).read('notes/one')).rejects.toThrow(StorageFault);
  });

  test('the old key opens as long as it is given, the new one seals', async () => {
    const { below } = await aSealedRecord();
    const both = encrypted(below, [otherKey, key]);
    const stored = await both.read('notes/one');
    expect(stored).toEqual({ value: { text: 'Frau Özdemir, Käthe-Straße' }, version: 1 });

    expect(await both.write('notes/one', stored?.value, 1)).toBe(2);
    expect(await encrypted(below, [otherKey]).read('notes/one')).toEqual({ ...stored, version: 2 });
    await expect(encrypted(below, [key]).read('notes/one')).rejects.toThrow(StorageFault);
  });
});

describe('When the keys cannot be used', () => {
  test.each([
    ['there is none', []],
    ['one is too short', [Buffer.alloc(31)]],
    ['one is too long', [Buffer.alloc(33)]],
    ['an old one is too short', [key, Buffer.alloc(16)]],
  ])('nothing is opened: %s', async (_name, keys) => {
    const { store } = await aStore();
    expect(() => encrypted(store, keys)).toThrow(RangeError);
  });
});
