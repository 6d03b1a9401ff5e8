import { describe, expect, test } from 'vitest';
import { theIndicators } from './support/builders.ts';
import { aChat } from './support/chat.ts';
import { aConnector } from './support/connector.ts';
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

/** The names of the secrets, and the ids of questions, that stand in a text. */
const foundIn = (text: string): string[] => [
  ...Object.entries(secrets)
    .filter(([, secret]) => text.includes(secret))
    .map(([name]) => name),
  ...theIndicators.filter((id) => text.includes(id)),
];

/** A whole assessment with everything that can be written, and its link. Resolves to what is on its last card. */
async function aWholeAssessment(base: string): Promise<string> {
  const { name, person, conversation, note, reason, line, reference } = secrets;
  const chat = aChat(requestsTo(base), { name, person, conversation });
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
  const { links } = await chat.tap('Ergebnisbogen (PDF)');
  const { pathname } = new URL(links[0] ?? '');
  expect((await fetch(base + pathname)).status).toBe(200);
  expect((await fetch(base + pathname)).status).toBe(410);
  return chat.text;
}

/** Requests that are refused or fail, with secrets in them. */
async function everythingThatGoesWrong(base: string): Promise<void> {
  const { name, person, conversation, note } = secrets;
  const bot = requestsTo(base);
  for (const body of [`{"text":"${note}`, `{"text":"${note}"}`, note]) {
    expect((await bot.send(body)).status).toBe(400);
  }
  expect((await bot.send(note, { 'Content-Type': 'text/plain' })).status).toBe(415);
  const { url: serviceUrl } = await aConnector({ refuses: ['POST'] });
  const chat = aChat(bot, { name, person, conversation, serviceUrl, inline: false });
  expect((await chat.send({ ...chat.line(note), type: 'typing' })).status).toBe(200);
  expect((await chat.send(chat.invoke({ note }))).status).toBe(200);
  expect((await chat.send({ ...chat.line(note), id: 'another' })).status).toBe(503);
}

describe('When a whole assessment was made, and everything is logged', () => {
  test('neither the log nor any file tells who, about whom, what, or the key', async () => {
    const folder = await aFolder();
    const env = { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'debug', DATA_KEY: secrets.key };
    const bot = startMain(env);
    const base = await readyAt(bot);
    expect(foundIn(await aWholeAssessment(base))).toEqual(['reason', 'reference']);
    await everythingThatGoesWrong(base);
    const whileRunning = await filesIn(folder);
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    const afterwards = await filesIn(folder);

    for (const files of [whileRunning, afterwards]) {
      expect(foundIn(Object.entries(files).flat().join('\n'))).toEqual([]);
    }
    expect(Object.keys(afterwards).filter((path) => /^assessments\//.test(path))).toHaveLength(1);

    expect(foundIn(bot.printed())).toEqual([]);
    expect(bot.printed()).toContain('"msg":"ignored"');
    expect(bot.printed()).toContain('"msg":"a request failed"');
  });
});
