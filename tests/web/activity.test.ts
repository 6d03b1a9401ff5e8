import { describe, expect, test } from 'vitest';
import { isShown, readActivity, readSet } from '../../src/web/chat/activity.ts';

const HERO = 'application/vnd.microsoft.card.hero';

describe('An activity', () => {
  test('is read with its card and its suggestions', () => {
    const activity = readActivity({
      type: 'message',
      id: 'a|1',
      from: { id: 'integrationslotse', role: 'bot' },
      locale: 'uk',
      text: 'Текст',
      attachments: [
        {
          contentType: HERO,
          content: {
            title: 'Titel',
            text: 'Zeile',
            buttons: [
              { type: 'openUrl', title: 'Karte', value: 'https://rheine.de' },
              { type: 'call', title: 'Anrufen', value: '+495971' },
            ],
          },
        },
      ],
      suggestedActions: {
        to: [],
        actions: [{ type: 'messageBack', title: 'Ja', displayText: 'Ja, bitte', value: { a: 1 } }],
      },
    });
    expect(activity).toMatchObject({ id: 'a|1', isOwn: false, locale: 'uk', text: 'Текст' });
    expect(activity.cards).toEqual([
      {
        title: 'Titel',
        text: 'Zeile',
        actions: [
          { kind: 'open', title: 'Karte', url: 'https://rheine.de' },
          { kind: 'open', title: 'Anrufen', url: 'tel:+495971' },
        ],
      },
    ]);
    expect(activity.suggestions).toEqual([
      { kind: 'say', title: 'Ja', text: 'Ja, bitte', value: { a: 1 } },
    ]);
  });

  test.each([
    ['imBack', 'Worte', { text: 'Worte' }],
    ['postBack', 'Worte', { text: 'Worte' }],
    ['postBack', { a: 1 }, { text: 'Titel', value: { a: 1 } }],
  ])('of another client has a button "%s" with %j', (type, value, said) => {
    const { suggestions } = readActivity({
      suggestedActions: { actions: [{ type, title: 'Titel', value }] },
    });
    expect(suggestions).toEqual([{ kind: 'say', title: 'Titel', ...said }]);
  });

  test('is an own one by its role, by our name for visitors, or by the id we gave it', () => {
    const channelData = { clientActivityID: 'x' };
    expect(readActivity({ from: { role: 'user', id: 'dl_1' } }).isOwn).toBe(true);
    expect(readActivity({ from: { id: 'visitor' } }).isOwn).toBe(true);
    expect(readActivity({ from: { id: 'dl_1' }, channelData })).toMatchObject({
      isOwn: true,
      clientId: 'x',
    });
    expect(readActivity({ from: { id: 'bot', role: 'bot' }, channelData }).isOwn).toBe(false);
  });

  test.each([
    null,
    7,
    'text',
    [],
    { text: 7, attachments: {}, suggestedActions: { actions: [7] } },
  ])('that is none (%j) is shown as nothing', (given) => {
    expect(isShown(readActivity(given))).toBe(false);
    expect(readSet(given).activities).toEqual([]);
  });

  test('that only says somebody is typing is not shown', () => {
    expect(isShown(readActivity({ type: 'typing', id: '1' }))).toBe(false);
    expect(isShown(readActivity({ type: 'message', id: '1', text: 'Hallo' }))).toBe(true);
  });
});
