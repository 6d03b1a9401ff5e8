import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keptModel, learnedModel } from '../../src/content/learned.ts';
import { aFolder } from '../support/stores.ts';

describe('What was learned from the questions', () => {
  test('is kept, and the same when it is taken from there', async () => {
    const folder = join(await aFolder(), 'new');
    expect(keptModel(folder)).toBeUndefined();
    const learned = learnedModel(folder);
    expect(keptModel(folder)).toEqual(learned);
    expect(learnedModel(folder)).toEqual(learned);
  });

  test('takes the place of what was learned from other questions', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'of-other-questions'), 'old');
    learnedModel(folder);
    const files = await readdir(folder);
    expect(files).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  test('is learned anew where the file was written by halves', async () => {
    const folder = await aFolder();
    learnedModel(folder);
    const [name = ''] = await readdir(folder);
    const whole = await readFile(join(folder, name));
    await truncate(join(folder, name), Math.floor(whole.length / 2));
    expect(keptModel(folder)).toBeUndefined();
    learnedModel(folder);
    expect(await readFile(join(folder, name))).toEqual(whole);
  });

  test('is learned every time where nothing can be kept', async () => {
    const file = join(await aFolder(), 'a-file');
    await writeFile(file, '');
    expect(learnedModel(file).topics.labels).toContain('so.kosten');
    expect(keptModel(file)).toBeUndefined();
  });
});
