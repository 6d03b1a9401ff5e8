import { describe, expect, test } from 'vitest';
import { withoutMarkdown } from '../../../src/channels/markdown.ts';
import { anApp } from '../../support/app.ts';
import { fieldsIn, rawTextsIn } from '../../support/cards.ts';
import { aChat } from '../../support/chat.ts';

/** What somebody may write to be more than text; all of it passes as the reference of a case or as a reason. */
const active = [
  '<b>K-1</b>',
  '<at>K</at>-12',
  '[K-1](http://x.y)',
  '![K](http://x.y/1)',
  '**K-1**',
  '_K_-1',
  '`K`-1',
  '# K-1',
  '- K-1',
  '1. K-1',
  '1) K-1',
  '> K-1',
  '~~K~~-1',
  '|K|1|',
  '{{DATE(1)}}-1',
  '{{count}}-1',
  '$t(k:1)-1',
  '&lt;b&gt;-1',
  'K\\-1',
];

/** The texts of a card that clients read as markdown, in which this stands. */
const marksOf = (texts: string[], part: string): string[] =>
  texts.filter((text) => text.includes(part));

async function aFinishedAssessment(reference: string) {
  const chat = aChat(await anApp());
  await chat.begin(reference);
  await chat.say('Übersicht');
  await chat.tap('Abschließen');
  return chat;
}

describe('When a reference could be more than text', () => {
  test.each(active)('%s stands everywhere as it was written', async (reference) => {
    const chat = aChat(await anApp());
    const masked = withoutMarkdown(reference);
    const shows = () => marksOf(rawTextsIn(chat.card), masked).length;
    await chat.say('neue Einschätzung');
    await chat.tap('Anlegen', { reference });
    expect(shows(), 'begun').toBeGreaterThan(0);
    await chat.say('Übersicht');
    expect(shows(), 'overview').toBeGreaterThan(0);
    await chat.say('Pause');
    expect(shows(), 'paused').toBeGreaterThan(0);
    expect(chat.buttons).toContain(`Weiter mit ${reference}`);
    await chat.say('meine Fälle');
    expect(shows(), 'list').toBeGreaterThan(0);
    await chat.tap(reference);
    await chat.tap('Löschen');
    expect(shows(), 'confirmation').toBeGreaterThan(0);
  });
});

describe('When a reason could be more than text', () => {
  test.each([...active, '$t(menu:new)', '{{unfinishedDays}}', 'K-1\n- K-2\n===\n1. K-3'])(
    '%j stands as it was written',
    async (reason) => {
      const chat = await aFinishedAssessment('K-2026-14');
      await chat.tap('Abweichend entscheiden');
      await chat.tap('CM-Fall eröffnen');
      await chat.tap('Entscheidung festhalten', { reason });
      const shown = marksOf(rawTextsIn(chat.card), 'Begründung: ');
      expect(shown).toEqual([expect.stringContaining(`Begründung: ${withoutMarkdown(reason)}`)]);
    },
  );
});

describe('When a note could be more than text', () => {
  test.each([...active, '<script>alert("1")</script>', '"},"value":"x'])(
    '%s comes back into its field as it was written',
    async (note) => {
      const chat = aChat(await anApp());
      await chat.begin();
      await chat.tap('Ja', { note });
      await chat.tap('Zurück');
      expect(fieldsIn(chat.card)).toEqual({ note });
    },
  );

  test('control characters and halves of characters are left out', async () => {
    const chat = aChat(await anApp());
    await chat.begin();
    await chat.tap('Ja', { note: 'a\u0000b\u0007c\u009b\ud800d\r\ne\tf' });
    await chat.tap('Zurück');
    expect(fieldsIn(chat.card)).toEqual({ note: 'abc�d\ne\tf' });
  });

  test('2,000 characters are kept', async () => {
    const note = 'Wort '.repeat(400).trim();
    const chat = aChat(await anApp());
    await chat.begin();
    await chat.tap('Ja', { note });
    await chat.tap('Zurück');
    expect(fieldsIn(chat.card)).toEqual({ note });
  });
});

describe('When a line is very long', () => {
  test.each([
    ['a letter', 'x'],
    ['beginnings of mentions', '<at>'],
    ['beginnings of beginnings', '<at '],
    ['exclamation marks', '!'],
    ['blanks', ' '],
    ['numbers', '1.'],
    ['names', 'Popescu '],
    ['hyphens', 'a-'],
    ['control characters', '\u0085'],
    ['emoji', '👩‍👧'],
  ])('240 KB of it are answered at once: %s', async (_name, part) => {
    const chat = aChat(await anApp());
    const line = part.repeat(240_000 / Buffer.byteLength(part));
    await chat.say('neue Einschätzung');
    const began = performance.now();
    const asReference = await chat.say(line);
    expect(asReference.text).toContain('Bitte');
    await chat.say('K-2026-14');
    const asAnswer = await chat.say(line);
    expect(asAnswer.text).toContain('Frage 1 von 47');
    expect(performance.now() - began).toBeLessThan(1500);
  });

  test('as a reason it is cut, and the card stays small', async () => {
    const chat = await aFinishedAssessment('K-2026-14');
    await chat.tap('Abweichend entscheiden');
    await chat.tap('CM-Fall eröffnen');
    await chat.say('\\'.repeat(100_000));
    expect(chat.text).toContain('Begründung: \\\\');
    expect(Buffer.byteLength(JSON.stringify(chat.card))).toBeLessThan(28 * 1024);
  });
});
