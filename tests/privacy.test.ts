import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { theIndicators } from './support/builders.ts';
import { linksIn } from './support/cards.ts';
import { aChat } from './support/chat.ts';
import { filesIn } from './support/files.ts';
import { readyAt, requestsTo, startMain } from './support/main.ts';
import { aFolder } from './support/stores.ts';

/** What must stand in no file and no log, in the words in which it is looked for. */
const secrets = {
  note: 'Zimtsternnotiz',
  reason: 'Pfefferkuchengrund',
  line: 'Lebkuchenzeile',
  reference: 'K-2026-4711',
  name: 'Wilhelmine Apfelstrudel',
  person: 'object-of-wilhelmine',
  conversation: 'chat-of-wilhelmine',
  key: Buffer.alloc(32, 'Vanillekipferl').toString('base64'),
  keyAsBytes: 'Vanillekipferl',
};

/** A whole assessment with everything that can be written, its link, and some requests that fail. */
async function everythingThatCanBeSaid(base: string): Promise<void> {
  const bot = requestsTo(base);
  const { name, person, conversation, note, reason, line, reference } = secrets;
  const chat = aChat(bot, { name, person, conversation });
  await chat.arrive();
  await chat.say(line);
  await chat.begin(reference);
  for (let number = 1; number <= 47; number++) {
    await chat.tap(number % 2 === 0 ? 'Ja' : 'Offen', { note: `${note} ${number}` });
  }
  await chat.say(line);
  await chat.tap('Abschließen');
  await chat.tap('Abweichend entscheiden');
  await chat.tap('Keinen CM-Fall eröffnen');
  await chat.tap('Entscheidung festhalten', { reason });
  await chat.tap('Verlauf der Antworten');
  await chat.say('zurück');
  await chat.tap('Ergebnisbogen (PDF)');
  const [link = ''] = linksIn(chat.card);
  const { pathname } = new URL(link);
  expect((await fetch(base + pathname)).status).toBe(200);
  expect((await fetch(base + pathname)).status).toBe(410);

  const broken = [`{"text":"${note}`, `{"text":"${note}"}`, `${note}`];
  for (const body of broken) expect((await bot.send(body)).status).toBe(400);
  expect((await bot.send(note, { 'Content-Type': 'text/plain' })).status).toBe(415);
  expect((await chat.send({ ...chat.line(note), type: 'typing' })).status).toBe(200);
  expect((await chat.send({ ...chat.line(note), deliveryMode: '' })).status).toBe(503);
  expect((await chat.send(chat.invoke({ note }))).status).toBe(200);
}

/** The names of the secrets that stand in a text. */
const foundIn = (text: string): string[] =>
  Object.entries(secrets)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name);

describe('When a whole assessment was made, and everything is logged', () => {
  test('neither the log nor any file tells who, about whom, what, or the key', async () => {
    const folder = await aFolder();
    const bot = startMain({
      PORT: '0',
      DATA_DIR: folder,
      LOG_LEVEL: 'debug',
      DATA_KEY: secrets.key,
    });
    await everythingThatCanBeSaid(await readyAt(bot));
    const whileRunning = await filesIn(folder);
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    const afterwards = await filesIn(folder);

    const files = [whileRunning, afterwards].map((each) => JSON.stringify(each));
    for (const text of [...files, bot.printed()]) {
      expect(foundIn(text)).toEqual([]);
      expect(theIndicators.filter((id) => text.includes(`"${id}"`))).toEqual([]);
    }
    expect(bot.printed()).toContain('"level":50');
    expect(bot.printed()).toContain('"level":20');
    expect(Object.keys(afterwards).join()).toMatch(/conversations\/.*,|assessments\//);
  });
});
