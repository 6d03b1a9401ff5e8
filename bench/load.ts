import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { quantile, sorted } from './figures.ts';

export type Load = {
  port: number;
  conversations: number;
  seconds: number;
  /** The text of a conversation's nth message. */
  text: (n: number) => string;
  /** Distinguishes the conversations of several runs on one server. */
  run: string;
};

export type Figures = { turnsPerSecond: number; p50: number; p99: number; turns: number };

function post(agent: Agent, port: number, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const call = request(
      { agent, port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`status ${answer.statusCode}: ${text.slice(0, 200)}`));
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

function activity(conversation: string, n: number, text: string): string {
  return JSON.stringify({
    type: 'message',
    id: `${conversation}-${n}`,
    timestamp: '2026-11-21T10:00:00.000Z',
    serviceUrl: 'http://127.0.0.1:1',
    channelId: 'msteams',
    deliveryMode: 'expectReplies',
    from: {
      id: `user-${conversation}`,
      name: 'Erika Beispiel',
      aadObjectId: `object-${conversation}`,
    },
    recipient: { id: 'bot', name: 'Bot' },
    conversation: { id: conversation, conversationType: 'personal' },
    text,
  });
}

/** Talks to a bot for some seconds; every conversation sends its next message as soon as the last was answered. */
export async function drive({ port, conversations, seconds, text, run }: Load): Promise<Figures> {
  const agent = new Agent({ keepAlive: true, maxSockets: conversations });
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const talk = async (index: number) => {
    for (let n = 0; performance.now() < end; n++) {
      const sent = performance.now();
      await post(agent, port, activity(`${run}-${index}`, n, text(n)));
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: conversations }, (_, index) => talk(index)));
  const elapsed = (performance.now() - start) / 1000;
  agent.destroy();
  const ordered = sorted(times);
  return {
    turnsPerSecond: times.length / elapsed,
    p50: quantile(ordered, 0.5),
    p99: quantile(ordered, 0.99),
    turns: times.length,
  };
}
