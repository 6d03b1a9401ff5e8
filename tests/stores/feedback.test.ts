import { describe, expect, test } from 'vitest';
import { feedbackIn } from '../../src/stores/feedback.ts';
import { MONDAY, minutesLater } from '../support/builders.ts';
import { aStore } from '../support/stores.ts';

const DAY = 24 * 60;

async function someFeedback() {
  const { store } = await aStore();
  const feedback = feedbackIn(store);
  const ask = (id: string, text: string, at = MONDAY, locale = 'de') =>
    store.commit(feedback.unanswered(id, { text, locale }, at));
  const counted = async (topic: string) => (await store.read(`helpful/${topic}`))?.value;
  return { store, feedback, ask, counted };
}

describe('When a question has no answer', () => {
  test('it is kept with its language and its day, and nothing else', async () => {
    const { store, feedback, ask } = await someFeedback();
    expect(await feedback.listUnanswered()).toEqual([]);
    await ask('a1', 'Wo ist der Zoo?', MONDAY, 'tr');
    const question = { text: 'Wo ist der Zoo?', locale: 'tr', day: '2026-11-23' };
    expect(await feedback.listUnanswered()).toEqual([question]);
    const [key = ''] = await store.list('unanswered');
    expect((await store.read(key))?.value).toEqual(question);
  });

  test('the day is the one in Rheine', async () => {
    const { feedback, ask } = await someFeedback();
    await ask('a1', 'spät', '2026-11-23T23:30:00.000Z');
    expect(await feedback.listUnanswered()).toMatchObject([{ day: '2026-11-24' }]);
  });

  test('its key is found again by the job that deletes it after 90 days', async () => {
    const { store, ask } = await someFeedback();
    await ask('a1', 'Wo ist der Zoo?');
    const [key = '', ...others] = await store.list('unanswered');
    expect(others).toEqual([]);
    expect(key).not.toContain('~');
    expect(await store.list('expiry')).toEqual([`expiry/2027-02-21~${key.replace('/', '~')}`]);
  });

  test('the oldest is listed first', async () => {
    const { feedback, ask } = await someFeedback();
    await ask('a', 'dritte', minutesLater(2 * DAY));
    await ask('z', 'erste');
    await ask('m', 'zweite', minutesLater(DAY));
    expect((await feedback.listUnanswered()).map(({ text }) => text)).toEqual([
      'erste',
      'zweite',
      'dritte',
    ]);
  });

  test('the same question of the same turn is kept once', async () => {
    const { feedback, ask } = await someFeedback();
    await ask('a1', 'Wo ist der Zoo?');
    await ask('a1', 'Wo ist der Zoo?');
    expect(await feedback.listUnanswered()).toHaveLength(1);
    await ask('a2', 'Wo ist der Zoo?');
    expect(await feedback.listUnanswered()).toHaveLength(2);
  });

  test('of a long one the first 300 characters are kept', async () => {
    const { feedback, ask } = await someFeedback();
    await ask('a1', 'ä'.repeat(301));
    await ask('a2', `${'x'.repeat(299)}😀`);
    expect((await feedback.listUnanswered()).map(({ text }) => text)).toEqual([
      'ä'.repeat(300),
      `${'x'.repeat(299)}\ufffd`,
    ]);
  });

  test('a record of another form does not hide the others', async () => {
    const { store, feedback, ask } = await someFeedback();
    await store.write('unanswered/2026-11-01-x', { other: 1 }, 0);
    await ask('a1', 'Wo ist der Zoo?');
    expect(await feedback.listUnanswered()).toHaveLength(1);
  });
});

describe('When somebody says whether an answer helped', () => {
  test('it is counted by topic, and nothing else is kept', async () => {
    const { store, feedback, counted } = await someFeedback();
    await feedback.helped('ik.kosten', true);
    await feedback.helped('ik.kosten', true);
    await feedback.helped('ik.kosten', false);
    await feedback.helped('so.niveau', false);
    expect(await counted('ik.kosten')).toEqual({ yes: 2, no: 1 });
    expect(await counted('so.niveau')).toEqual({ yes: 0, no: 1 });
    expect(await store.list('helpful')).toHaveLength(2);
    expect(await store.list('expiry')).toEqual([]);
  });

  test('many may say it at once, and all of them are counted', async () => {
    const { feedback, counted } = await someFeedback();
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => feedback.helped('so.niveau', n % 5 > 0)),
    );
    expect(await counted('so.niveau')).toEqual({ yes: 40, no: 10 });
  });

  test('a count of another form begins again', async () => {
    const { store, feedback, counted } = await someFeedback();
    await store.write('helpful/ik.kosten', { other: 1 }, 0);
    await feedback.helped('ik.kosten', true);
    expect(await counted('ik.kosten')).toEqual({ yes: 1, no: 0 });
  });
});
