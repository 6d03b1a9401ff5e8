import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../support/ports.ts';
import { aFolder } from '../support/stores.ts';

/** How often the bot is killed; the full test is `KILLS=200 npx vitest run tests/conversations/crash.test.ts`. */
const KILLS = Number(process.env['KILLS'] ?? 4);
const PEOPLE = 6;

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

async function startBot(port: number, folder: string): Promise<ChildProcess> {
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error' };
  const bot = spawn(process.execPath, ['src/main.ts'], { env, stdio: 'ignore' });
  for (let tries = 0; tries < 500; tries++) {
    const isReady = await fetch(`http://127.0.0.1:${port}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return bot;
    await sleep(20);
  }
  throw new Error('the bot does not get ready');
}

/** Says a line; resolves to the text of the answered card, or undefined where the bot was gone before it answered. */
async function say(
  port: number,
  who: string,
  id: string,
  text: string,
): Promise<string | undefined> {
  const activity = {
    type: 'message',
    id,
    text,
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:1/',
    deliveryMode: 'expectReplies',
    from: { id: who, name: 'Erika Beispiel', aadObjectId: who },
    recipient: { id: 'bot' },
    conversation: { id: `chat-${who}`, conversationType: 'personal' },
  };
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(activity),
    });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}

const MOST_ANSWERS = 45;

/**
 * Begins an assessment and answers until the bot is gone; `acknowledge` is called after each answer. Resolves to the
 * number of acknowledged answers, or undefined where the assessment had not begun.
 */
async function answerUntilGone(
  port: number,
  who: string,
  acknowledge: () => void,
): Promise<number | undefined> {
  if (!(await say(port, who, 'a', 'neu'))) return undefined;
  if (!(await say(port, who, 'b', 'K-2026-1'))) return undefined;
  for (let answered = 0; answered < MOST_ANSWERS; answered++) {
    if (!(await say(port, who, `answer-${answered}`, answered % 2 === 0 ? 'ja' : 'nein'))) {
      return answered;
    }
    acknowledge();
  }
  return MOST_ANSWERS;
}

test(
  `an acknowledged answer survives kill -9 of the bot (${KILLS} times)`,
  async () => {
    const folder = await aFolder();
    const port = await freePort();
    const random = numbers(7);
    let bot = await startBot(port, folder);
    onTestFinished(() => void bot.kill('SIGKILL'));
    let acknowledged = 0;

    for (let round = 0; round < KILLS; round++) {
      const people = Array.from({ length: PEOPLE }, (_, index) => `person-${round}-${index}`);
      // However slow the machine is, the kill comes while answers pour in.
      const enough = Promise.withResolvers<void>();
      let missing = 1 + Math.floor(random() * PEOPLE * 10);
      const talks = people.map((who) =>
        answerUntilGone(port, who, () => {
          missing -= 1;
          if (missing === 0) enough.resolve();
        }),
      );
      await enough.promise;
      await sleep(random() * 5);
      const gone = new Promise((resolve) => bot.once('exit', resolve));
      bot.kill('SIGKILL');
      await gone;
      const answered = await Promise.all(talks);
      bot = await startBot(port, folder);

      for (const [index, who] of people.entries()) {
        const count = answered[index];
        if (count === undefined) continue;
        acknowledged += count;
        const resumed = await say(port, who, 'resume', 'weiter');
        const question = Number(/Frage (\d+) von 47/.exec(resumed ?? '')?.[1]);
        // One more than was acknowledged may be stored: its acknowledgement was under way.
        expect([count + 1, count + 2]).toContain(question);
        const review = await say(port, who, 'review', 'Übersicht');
        expect(review).toContain(`${47 - (question - 1)} Fragen sind noch offen`);
      }
    }

    expect(acknowledged).toBeGreaterThanOrEqual(KILLS);
    expect(await readdir(join(folder, 'broken')).catch(() => [])).toEqual([]);
  },
  KILLS * 15_000 + 60_000,
);
