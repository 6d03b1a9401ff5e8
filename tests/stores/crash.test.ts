import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { encrypted } from '../../src/stores/encrypted.ts';
import { startChild } from '../support/child.ts';
import { milestoneOf } from '../support/milestones.ts';
import { aFolder, aKey, aStore } from '../support/stores.ts';

/** How often the writer is killed; 200 is the full run. */
const KILLS = Number(process.env['KILLS'] ?? 12);
const SEED = 20261123;

/** Random numbers from 0 to 1, the same in every run (a linear congruential generator). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The highest version of each record that the writer said was stored. */
function acknowledged(lines: readonly string[]): Map<string, number> {
  return new Map(
    lines.map((line) => {
      const [record = '', version] = line.split(' ');
      return [record, Number(version)] as const;
    }),
  );
}

test(`an acknowledged write survives being killed at any moment (${KILLS} times)`, async () => {
  const folder = await aFolder();
  const random = seeded(SEED);
  const key = aKey(7);
  const kept = new Map<string, number>();
  const lasting = ['counters/a', 'counters/b', 'counters/c', 'counters/d'];

  async function checkAll(records: Iterable<string>): Promise<void> {
    const { store: lowdb, lines } = await aStore({ folder });
    const store = encrypted(lowdb, [key]);
    for (const record of records) {
      const least = kept.get(record) ?? 0;
      const stored = await store.read(record);
      const version = stored?.version ?? 0;
      // At most the write that was under way may have come through without being acknowledged.
      expect([least, least + 1], record).toContain(version);
      const text = `${record} ${version} `.repeat(100);
      expect(stored?.value, record).toEqual(version === 0 ? undefined : { count: version, text });
      const counts = Array.from({ length: version }, (_, n) => n + 1);
      const milestones = counts.flatMap((count) => milestoneOf(record, count) ?? []);
      expect(await store.list(record), `milestones of ${record}`).toEqual(milestones);
      kept.set(record, version);
    }
    await lowdb.close();
    expect(lines).toEqual([]);
    expect(await readdir(folder)).not.toContain('broken');
  }

  for (let run = 0; run < KILLS; run++) {
    const records = [...lasting, ...['a', 'b', 'c', 'd'].map((name) => `run-${run}/${name}`)];
    const writer = await startChild('crash-writer.ts', folder, key.toString('hex'), ...records);
    await sleep(5 + random() * 115);
    await writer.kill();
    for (const [record, version] of acknowledged(writer.lines)) kept.set(record, version);
    await checkAll(records);
  }
  await checkAll(kept.keys());
  expect(kept.size).toBe(lasting.length + KILLS * 4);
}, 600_000);
