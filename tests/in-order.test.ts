import { describe, expect, test } from 'vitest';
import { inOrder } from '../src/in-order.ts';

/** Work that ends when the test says so, and notes when it begins and ends. */
function someWork(notes: string[]) {
  const gates = new Map<string, () => void>();
  const work = (name: string) => async () => {
    notes.push(`${name} begins`);
    await new Promise<void>((end) => gates.set(name, end));
    notes.push(`${name} ends`);
    return name;
  };
  const end = async (name: string) => {
    gates.get(name)?.();
    await settled();
  };
  return { work, end };
}

/** Resolves when everything that can go on by itself has done so. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('When work has the same key', () => {
  test('it is done one after the other, in the order it came', async () => {
    const notes: string[] = [];
    const { work, end } = someWork(notes);
    const run = inOrder();
    const all = ['first', 'second', 'third'].map((name) => run('key', work(name)));
    await settled();
    expect(notes).toEqual(['first begins']);

    await end('first');
    expect(notes).toEqual(['first begins', 'first ends', 'second begins']);
    await end('second');
    await end('third');
    expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
    expect(notes.slice(2)).toEqual(['second begins', 'second ends', 'third begins', 'third ends']);
  });

  test('what comes while the last is ending waits as well', async () => {
    const notes: string[] = [];
    const { work, end } = someWork(notes);
    const run = inOrder();
    const first = run('key', work('first'));
    const second = first.then(() => run('key', work('second')));
    const third = run('key', work('third'));
    await end('first');
    await end('third');
    await end('second');
    await Promise.all([first, second, third]);
    expect(notes).toEqual([
      'first begins',
      'first ends',
      'third begins',
      'third ends',
      'second begins',
      'second ends',
    ]);
  });

  test('a key can be used again when everything is done', async () => {
    const run = inOrder();
    expect(await run('key', async () => 1)).toBe(1);
    expect(await run('key', async () => 2)).toBe(2);
  });
});

describe('When work has different keys', () => {
  test('it is done side by side', async () => {
    const notes: string[] = [];
    const { work, end } = someWork(notes);
    const run = inOrder();
    const one = run('one', work('one'));
    const two = run('two', work('two'));
    await settled();
    expect(notes).toEqual(['one begins', 'two begins']);
    await end('two');
    expect(await two).toBe('two');
    await end('one');
    expect(await one).toBe('one');
  });
});

describe('When work fails', () => {
  test('its own caller is told, and the next goes on', async () => {
    const run = inOrder();
    const failing = run('key', async () => Promise.reject(new Error('broken')));
    const next = run('key', async () => 'fine');
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('fine');
    expect(await run('key', async () => 'again')).toBe('again');
  });

  test('failing before its first promise is the same', async () => {
    const run = inOrder();
    const fail = (): Promise<never> => {
      throw new Error('broken');
    };
    const results = await Promise.allSettled([
      run('key', fail),
      run('key', fail),
      run('key', async () => 'fine'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});
