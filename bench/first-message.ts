import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumPath } from '../tests/support/playground.ts';
import { median, progress, ROUNDS } from './figures.ts';
import { installPeers } from './install-peers.ts';
import { type ChatPage, type Line, type Visit, visit } from './phone.ts';
import { type Running, run } from './servers.ts';
import { bars, kilobytes, seconds, table } from './tables.ts';

/*
 * Measures how long somebody with a slow phone waits for the first message of the bot: on our page, and on a page with
 * the Bot Framework's Web Chat that talks to the same server.
 */

const LINES: readonly Line[] = [
  { name: 'slow 3G (400 ms, 400 kbit/s)', latency: 400, bits: 400_000 },
  { name: 'fast 3G (150 ms, 1.6 Mbit/s)', latency: 150, bits: 1_600_000 },
];

/** Web Chat's smallest build, without Markdown and Adaptive Cards: the one that is soonest there. */
const WEB_CHAT = new URL('./webchat-minimal.js', import.meta.resolve('botframework-webchat'));

type Measured = { chat: ChatPage; line: Line; visits: Visit[] };

/** How the bot greets, as far as a page shows it in one piece. */
async function greetingOf({ port }: Running): Promise<string> {
  const root = `http://127.0.0.1:${port}/v3/directline`;
  const ask = async (method: string, path: string, token = '') => {
    const headers = {
      'Accept-Language': 'de',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    };
    const answer = await fetch(root + path, { method, headers });
    return (await answer.json()) as {
      token: string;
      conversationId: string;
      activities?: { text?: string }[];
    };
  };
  const { token, conversationId } = await ask('POST', '/tokens/generate');
  await ask('POST', '/conversations', token);
  const { activities } = await ask('GET', `/conversations/${conversationId}/activities`, token);
  const words = /[\p{L}\p{N} ,-]{12,}/u.exec(activities?.[0]?.text ?? '')?.[0].trim();
  if (!words) throw new Error('the bot does not greet');
  return words;
}

/** The files of a page are packed when they are first asked for, which no visitor should wait for here. */
async function warm({ port }: Running): Promise<void> {
  const root = `http://127.0.0.1:${port}`;
  for (const path of ['/', '/chat.js', '/site.css', '/icon.png', '/chat/de.json']) {
    await fetch(root + path).then((answer) => answer.arrayBuffer());
  }
}

async function measure(chats: readonly ChatPage[], words: string): Promise<Measured[]> {
  const all = LINES.flatMap((line) => chats.map((chat): Measured => ({ chat, line, visits: [] })));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { chat, line, visits } of all) {
      progress(`first message, round ${round + 1} of ${ROUNDS}: ${chat.name}, ${line.name}`);
      visits.push(await visit(chat, line, words));
    }
  }
  progress('');
  return all;
}

const medianOf = ({ visits }: Measured, what: keyof Visit): number =>
  median(visits.map((each) => each[what]));

function print(all: readonly Measured[]): void {
  const [ours] = all;
  for (const line of LINES) {
    const here = all.filter((each) => each.line === line);
    const first = here[0]?.visits ?? [];
    table(`${line.name}, processor slowed down four times, nothing cached`, [
      ['', 'first message', 'ratio', 'over the wire', 'scripts and styles', 'requests'],
      ...here.map((each) => {
        const ratios = each.visits.map(({ ms }, round) => ms / (first[round]?.ms ?? Number.NaN));
        return [
          each.chat.name,
          seconds(medianOf(each, 'ms')),
          `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
          kilobytes(medianOf(each, 'bytes')),
          kilobytes(medianOf(each, 'scriptBytes')),
          String(medianOf(each, 'requests')),
        ];
      }),
    ]);
  }
  bars('this project and its bars', [
    {
      what: 'scripts and styles of the first load',
      value: ours ? medianOf(ours, 'scriptBytes') : Number.NaN,
      bar: { atMost: 30_000 },
      show: kilobytes,
    },
    ...all
      .filter(({ chat }) => chat === ours?.chat)
      .map((each) => ({
        what: `first message, ${each.line.name}`,
        value: medianOf(each, 'ms'),
        bar: { below: 2000 },
        show: seconds,
      })),
  ]);
}

export async function firstMessage(): Promise<void> {
  if (!chromiumPath) {
    console.log('\nFIRST MESSAGE: SKIPPED, there is no Chromium on this machine.');
    return;
  }
  installPeers();
  const folder = mkdtempSync(join(tmpdir(), 'lotse-bench-'));
  const servers: Running[] = [];
  const start = async (script: string, env: Record<string, string>): Promise<Running> => {
    const server = await run(script, env);
    servers.push(server);
    return server;
  };
  try {
    const bot = await start('src/main.ts', { DATA_DIR: folder });
    const peer = await start('bench/peers/web-chat.ts', {
      BOT_PORT: String(bot.port),
      SCRIPT: fileURLToPath(WEB_CHAT),
    });
    await warm(bot);
    const page = ({ port }: Running): string => `http://127.0.0.1:${port}/`;
    const chats = [
      { name: 'this project', url: page(bot), message: 'li.bot .words' },
      { name: 'Web Chat, minimal build', url: page(peer), message: '.webchat__bubble__content' },
    ];
    print(await measure(chats, await greetingOf(bot)));
  } finally {
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
