import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat, type Chat } from '../support/chat.ts';
import { trailOf } from '../support/trail.ts';

/** Ways into a state, and what stands on its card. */
const places: [name: string, go: (chat: Chat) => Promise<unknown>, says: string][] = [
  ['the menu', (chat) => chat.say('Hallo'), 'Guten Tag. Ich bin der Integrationslotse.'],
  ['the question for a reference', (chat) => chat.say('neue Einschätzung'), 'Unter welchem Kürzel'],
  ['a question', (chat) => chat.begin(), 'Frage 1 von 47'],
  [
    'an area',
    async (chat) => {
      await chat.begin();
      await chat.say('Frage 10');
      await chat.tap('Ganzer Lebensbereich');
    },
    ': Was trifft zu?',
  ],
  [
    'the overview',
    async (chat) => {
      await chat.begin();
      await chat.say('Übersicht');
    },
    '47 Fragen sind noch offen.',
  ],
  [
    'the question whether to leave',
    async (chat) => {
      await chat.begin();
      await chat.say('abbrechen');
    },
    'K-2026-14 verlassen?',
  ],
  [
    'the result',
    async (chat) => {
      await chat.begin();
      await chat.say('Übersicht');
      await chat.tap('Abschließen');
    },
    'Ergebnis K-2026-14',
  ],
  [
    'a reason',
    async (chat) => {
      await chat.begin();
      await chat.say('Übersicht');
      await chat.tap('Abschließen');
      await chat.tap('Abweichend entscheiden');
      await chat.tap('CM-Fall eröffnen');
    },
    'Warum? Ein Satz genügt',
  ],
  [
    'the list of cases',
    async (chat) => {
      await chat.begin();
      await chat.say('Pause');
      await chat.say('meine Fälle');
    },
    'Meine Fälle',
  ],
  [
    'the question whether to delete',
    async (chat) => {
      await chat.begin();
      await chat.say('Pause');
      await chat.say('meine Fälle');
      await chat.tap('K-2026-14');
      await chat.tap('Löschen');
    },
    'endgültig löschen?',
  ],
];

describe.each(places)('When the bot is restarted at %s', (_name, go, says) => {
  async function restartedThere() {
    const app = await anApp();
    const chat = aChat(app);
    await go(chat);
    expect(chat.text).toContain(says);
    const { buttons } = chat;
    await app.stop();
    return { chat, buttons };
  }

  test('it stands there again', async () => {
    const { chat, buttons } = await restartedThere();
    const help = await chat.say('Hilfe');
    expect(help.text).toContain(says);
    expect(help.buttons).toEqual(buttons);
  });

  test('the card of before still works', async () => {
    const { chat } = await restartedThere();
    const answer = await chat.tap({ type: 'HELP' });
    expect(answer.text).toContain('Antworten Sie mit den Knöpfen');
    expect(answer.text).toContain(says);
  });
});

describe('When the bot is restarted between every two answers', () => {
  test('the assessment is the same as without', async () => {
    const app = await anApp();
    const chat = aChat(app);
    await chat.begin('K-2026-14');
    for (const button of ['Ja', 'Nein', 'Offen'] as const) {
      await chat.answer(button);
      await app.stop();
    }
    expect((await chat.say('weiter')).text).toContain('Frage 4 von 47');
    expect(await trailOf(chat)).toEqual([
      '3. ohne Antwort → Offen',
      '2. ohne Antwort → Nein',
      '1. ohne Antwort → Ja',
    ]);
  });
});
