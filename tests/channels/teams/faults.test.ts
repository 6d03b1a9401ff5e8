import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBotFramework } from '../../../src/channels/bot-framework/index.ts';
import { createTeamsChannel } from '../../../src/channels/teams/index.ts';
import { ConflictFault, StorageFault } from '../../../src/faults.ts';
import { createTranslate } from '../../../src/translate.ts';
import { MONDAY } from '../../support/builders.ts';
import { aLog } from '../../support/stores.ts';

const translate = createTranslate(join(import.meta.dirname, '../../../locales'), {});

/** A channel whose turns cannot be taken. */
function aChannel(fault: Error) {
  const { log, lines } = aLog();
  const teams = createTeamsChannel({
    turn: async () => {
      throw fault;
    },
    rolesOf: () => ['caseWorker'],
    translate,
    now: () => MONDAY,
    log,
  });
  const channel = createBotFramework({ identity: {}, channels: new Map([['msteams', teams]]) });
  return { channel, lines };
}

const activity = (given: object) => ({
  id: 'activity-1',
  channelId: 'msteams',
  serviceUrl: 'http://127.0.0.1:1/',
  from: { id: 'anna', name: 'Anna Berger', aadObjectId: 'anna' },
  recipient: { id: 'bot' },
  conversation: { id: 'chat', conversationType: 'personal' },
  ...given,
});

describe('When an answer cannot be stored, as on a full disk', () => {
  test('a typed line is answered calmly, with a reference for the operators and without a card', async () => {
    const { channel, lines } = aChannel(new StorageFault('no space is left'));
    const line = activity({
      type: 'message',
      text: 'geheime Antwort',
      deliveryMode: 'expectReplies',
    });
    const { status, body } = await channel.take('', line);
    const [reply] = (body as { activities: { text: string; attachments?: unknown[] }[] })
      .activities;
    expect(status).toBe(200);
    expect(reply?.text).toMatch(
      /^Ihre Antwort konnte gerade nicht gespeichert werden\..* [0-9a-f]{8}$/,
    );
    expect(reply?.attachments).toBeUndefined();
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'a turn failed'],
    ]);
    expect(JSON.stringify(lines)).not.toContain('geheime Antwort');
  });

  test('a tap leaves its card as it is and gets the sentence as a message', async () => {
    const { channel } = aChannel(new StorageFault('no space is left'));
    const value = { action: { data: { event: { type: 'ANSWER', answer: 'yes' }, card: 'x' } } };
    const tap = activity({ type: 'invoke', name: 'adaptiveCard/action', value });
    const { status, body } = await channel.take('', tap);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('nicht gespeichert'),
    });
  });
});

describe('When a turn fails in another way', () => {
  test.each([
    [
      'two devices write at once',
      new ConflictFault('version 1'),
      'an einem anderen Gerät bearbeitet',
    ],
    ['nobody knows why', new TypeError('x is undefined'), 'etwas schiefgegangen'],
  ])('%s: the person reads what it means for her, not what it was', async (_, fault, sentence) => {
    const { channel } = aChannel(fault);
    const line = activity({ type: 'message', text: 'ja', deliveryMode: 'expectReplies' });
    const { body } = await channel.take('', line);
    expect(JSON.stringify(body)).toContain(sentence);
    expect(JSON.stringify(body)).not.toContain(fault.message);
  });
});
