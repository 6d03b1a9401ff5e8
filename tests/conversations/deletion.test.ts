import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat } from '../support/chat.ts';

async function withTwoAssessments() {
  const app = await anApp();
  const chat = aChat(app);
  for (const reference of ['K-2026-14', 'K-2026-15']) {
    await chat.begin(reference);
    await chat.answer('Ja');
    await chat.say('Pause');
  }
  await chat.say('meine Fälle');
  await chat.tap('K-2026-14');
  const sheets = async () =>
    Object.keys(await app.records()).filter((path) => path.startsWith('assessments'));
  return { chat, sheets };
}

describe('When an assessment is to be deleted', () => {
  test('it is asked first, by its reference', async () => {
    const { chat, sheets } = await withTwoAssessments();
    const asked = await chat.tap('Löschen');
    expect(asked.text).toContain(
      'K-2026-14 mit allen Antworten und Notizen endgültig löschen? Das lässt sich nicht rückgängig machen.',
    );
    expect(asked.buttons).toEqual(['Endgültig löschen', 'Behalten']);
    expect(await sheets()).toHaveLength(2);
  });

  test.each(['Endgültig löschen', 'ja'])('"%s" deletes it for good, and it alone', async (yes) => {
    const { chat, sheets } = await withTwoAssessments();
    await chat.tap('Löschen');
    const deleted = yes === 'ja' ? await chat.say(yes) : await chat.tap(yes);
    expect(deleted.text).toContain('Die Einschätzung ist gelöscht.');
    expect(deleted.buttons).toContain('K-2026-15');
    expect(deleted.buttons).not.toContain('K-2026-14');
    expect(await sheets()).toHaveLength(1);
    expect((await chat.say('meine Fälle')).buttons).not.toContain('K-2026-14');
  });

  test.each(['Behalten', 'nein', 'zurück', 'abbrechen'])('"%s" keeps it', async (no) => {
    const { chat, sheets } = await withTwoAssessments();
    await chat.tap('Löschen');
    const kept = no === 'Behalten' ? await chat.tap(no) : await chat.say(no);
    expect(kept.text).toContain('K-2026-14');
    expect(await sheets()).toHaveLength(2);
  });

  test.each(['Hilfe', 'was war das noch mal?'])(
    '"%s" asks again and deletes nothing',
    async (line) => {
      const { chat, sheets } = await withTwoAssessments();
      await chat.tap('Löschen');
      expect((await chat.say(line)).text).toContain('endgültig löschen?');
      expect(await sheets()).toHaveLength(2);
    },
  );

  test('the same confirmation again deletes nothing more', async () => {
    const { chat, sheets } = await withTwoAssessments();
    await chat.tap('Löschen');
    const press = chat.press('Endgültig löschen');
    await Promise.all([chat.send(press), chat.send(press), chat.send(press)]);
    expect(await sheets()).toHaveLength(1);
    expect((await chat.say('meine Fälle')).buttons).toContain('K-2026-15');
  });
});

describe('When the assessment at hand is left', () => {
  test('it is kept unless its deletion is confirmed', async () => {
    const { chat, sheets } = await withTwoAssessments();
    await chat.tap('Weitermachen');
    const asked = await chat.say('abbrechen');
    expect(asked.text).toContain('K-2026-14 verlassen? Ihre Antworten sind gespeichert.');
    await chat.tap('Behalten und zum Menü');
    expect(chat.text).toContain('Gespeichert. K-2026-14 steht bei Frage 2 von 47');
    expect(await sheets()).toHaveLength(2);

    await chat.say('meine Fälle');
    await chat.tap('K-2026-14');
    await chat.tap('Weitermachen');
    await chat.say('abbrechen');
    await chat.tap('Endgültig löschen');
    expect(chat.text).toContain('Die Einschätzung ist gelöscht.');
    expect(await sheets()).toHaveLength(1);
  });
});
