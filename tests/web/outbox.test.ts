import { describe, expect, test } from 'vitest';
import type { Outgoing } from '../../src/web/chat/activity.ts';
import { createOutbox } from '../../src/web/chat/outbox.ts';
import type { Answer } from '../../src/web/chat/service.ts';
import { aDirectLine, pass } from './direct-line.ts';

const words = (text: string, id = text): Outgoing => ({
  type: 'message',
  text,
  from: { id: 'visitor' },
  locale: 'de',
  channelData: { clientActivityID: id },
});

type Given = number | { status: number; wait: number };

/** An outbox whose server answers as the test says, and 200 from then on. */
function anOutbox(...answers: Given[]) {
  // For its fake time.
  aDirectLine();
  const sent: Outgoing[] = [];
  const waits: number[] = [];
  const outbox = createOutbox({
    post: async (activity) => {
      sent.push(activity);
      const next = answers.shift() ?? 200;
      const answer = typeof next === 'number' ? { status: next, wait: 0 } : next;
      return { ...answer, body: {} } satisfies Answer;
    },
    changed: () => {},
    tooFast: (seconds) => waits.push(seconds),
  });
  return { outbox, sent, waits, states: () => outbox.parcels().map(({ state }) => state) };
}

describe('A message', () => {
  test('goes at once and stays until the conversation shows it', async () => {
    const { outbox, sent, states } = anOutbox();
    outbox.add(words('Hallo'));
    await pass();
    expect(sent).toHaveLength(1);
    expect(states()).toEqual(['sent']);
    outbox.confirm('Hallo');
    expect(states()).toEqual([]);
  });

  test('goes after the one before it, also when that one has to wait', async () => {
    const { outbox, sent } = anOutbox(0, 503);
    outbox.add(words('eins'));
    outbox.add(words('zwei'));
    await pass(10);
    expect(sent.map(({ text }) => text)).toEqual(['eins', 'eins', 'eins', 'zwei']);
  });

  test('keeps its id for all its attempts, with growing pauses', async () => {
    const { outbox, sent } = anOutbox(0, 500, 503, 0);
    outbox.add(words('Hallo', 'id-1'));
    const counts: number[] = [];
    for (const seconds of [0, 1, 2, 4, 8]) {
      await pass(seconds);
      counts.push(sent.length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(sent.map(({ channelData }) => channelData.clientActivityID)).size).toBe(1);
  });

  test('goes at once when the network is back', async () => {
    const { outbox, sent, states } = anOutbox(0, 0, 0, 0, 0);
    outbox.add(words('Hallo'));
    await pass(20);
    const before = sent.length;
    outbox.hurry();
    await pass();
    expect(sent).toHaveLength(before + 1);
    expect(states()).toEqual(['sent']);
  });

  test('waits as long as the server says, and it is said how long', async () => {
    const { outbox, sent, waits } = anOutbox({ status: 429, wait: 12 });
    outbox.add(words('Hallo'));
    await pass(6);
    outbox.hurry();
    await pass(5);
    expect(sent).toHaveLength(1);
    expect(waits).toEqual([12]);
    await pass(2);
    expect(sent).toHaveLength(2);
    expect(waits).toEqual([12, 0]);
  });

  test('that is too long is not tried again', async () => {
    const { outbox, sent, states } = anOutbox(413);
    outbox.add(words('Hallo'));
    await pass(100);
    expect(sent).toHaveLength(1);
    expect(states()).toEqual(['tooLong']);
  });

  test('that is refused goes again when somebody asks for it, and others are not held up', async () => {
    const { outbox, sent, states } = anOutbox(400);
    outbox.add(words('eins'));
    outbox.add(words('zwei'));
    await pass(1);
    expect(states()).toEqual(['refused', 'sent']);
    outbox.retry('eins');
    await pass();
    expect(sent.map(({ text }) => text)).toEqual(['eins', 'zwei', 'eins']);
    expect(states()).toEqual(['sent', 'sent']);
  });

  test('moves to a new conversation once when its own is over', async () => {
    const { outbox, sent, states } = anOutbox(404, 403);
    outbox.add(words('Hallo'));
    await pass(60);
    expect(sent).toHaveLength(2);
    expect(states()).toEqual(['refused']);
  });

  test('that was dropped with its conversation is not tried again', async () => {
    const { outbox, sent } = anOutbox(0, 0, 0);
    outbox.add(words('Hallo'));
    await pass();
    outbox.clear();
    await pass(60);
    expect(sent).toHaveLength(1);
    outbox.add(words('Neu'));
    await pass(60);
    expect(sent.at(-1)?.text).toBe('Neu');
  });

  test('that takes long is known to be late', async () => {
    const { outbox } = anOutbox();
    const slow = createOutbox({
      post: () => new Promise(() => {}),
      changed: () => {},
      tooFast: () => {},
    });
    slow.add(words('Hallo'));
    await pass(7);
    expect(slow.parcels()[0]?.isLate).toBe(false);
    await pass(2);
    expect(slow.parcels()[0]?.isLate).toBe(true);
    expect(outbox.parcels()).toEqual([]);
  });
});
