import { describe, expect, test } from 'vitest';
import { directionOf, LANGUAGES, languageFrom } from '../../src/web/chat/languages.ts';
import { openSession } from '../../src/web/chat/session.ts';
import { readSettings } from '../../src/web/chat/settings.ts';
import { createTexts, fill, GERMAN } from '../../src/web/chat/texts.ts';
import { aStorage } from './direct-line.ts';

describe('Settings', () => {
  test('come from the origin of the script where nothing is said', () => {
    expect(readSettings({}, {}, 'https://chat.example')).toEqual({
      mode: 'bubble',
      language: undefined,
      server: 'https://chat.example',
      directLine: 'https://chat.example/v3/directline',
      tokenUrl: undefined,
      isOurs: true,
    });
  });

  test('of the element count before those of the script', () => {
    const element = { mode: 'inline', lang: 'uk' };
    const script = { mode: 'bubble', lang: 'ar', server: 'https://other.example/' };
    expect(readSettings(element, script, 'https://chat.example')).toMatchObject({
      mode: 'inline',
      language: 'uk',
      server: 'https://other.example',
    });
  });

  test('of another service are not taken for ours', () => {
    const script = {
      directLine: 'https://europe.directline.botframework.com/v3/directline',
      tokenUrl: 'https://rheine.de/token',
    };
    expect(readSettings({}, script, 'https://chat.example')).toMatchObject({
      directLine: script.directLine,
      tokenUrl: script.tokenUrl,
      isOurs: false,
    });
  });
});

describe('The language', () => {
  test.each([
    [['uk-UA', 'de'], 'uk'],
    [[undefined, 'fr', 'en-GB'], 'en'],
    [['kmr', 'de'], 'ku'],
    [['de-x-simple'], 'de-x-simple'],
    [['fr', 'ja', null, ''], 'de'],
    [[], 'de'],
  ])('of %j is %s', (wanted, expected) => {
    expect(languageFrom(wanted)).toBe(expected);
  });

  test('is written in its own direction', () => {
    expect(LANGUAGES.filter(({ tag }) => directionOf(tag) === 'rtl').map(({ tag }) => tag)).toEqual(
      ['ar', 'fa'],
    );
    expect(directionOf(undefined)).toBe('ltr');
  });
});

describe('Texts', () => {
  const answering =
    (status: number, body: string): typeof globalThis.fetch =>
    async () =>
      new Response(body, { status });

  test('are loaded once, and German stands in for what is missing', async () => {
    const asked: string[] = [];
    const texts = createTexts('https://chat.example', async (url) => {
      asked.push(String(url));
      return new Response('{"send":"Надіслати","open":7}');
    });
    expect(await texts('uk')).toEqual({ ...GERMAN, send: 'Надіслати' });
    await texts('uk');
    expect(asked).toEqual(['https://chat.example/chat/uk.json']);
  });

  test.each([
    ['a server that has none', answering(404, '{}')],
    ['something else than texts', answering(200, '<html>')],
    ['a lost network', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('are German after %s', async (_name, fetch) => {
    expect(await createTexts('https://chat.example', fetch)('uk')).toBe(GERMAN);
  });

  test('German ones need no server', async () => {
    expect(await createTexts('', () => Promise.reject(new Error('asked')))('de')).toBe(GERMAN);
  });

  test('have places for values', () => {
    expect(fill('Noch {{left}} von {{all}}', { left: 5 })).toBe('Noch 5 von {{all}}');
  });
});

describe('The memory of a tab', () => {
  test('outlives the page, and is gone when it is told to forget', () => {
    const storage = aStorage();
    openSession(() => storage).write({ conversation: 'a', token: 'b' });
    openSession(() => storage).write({ watermark: '3' });
    expect(openSession(() => storage).read()).toEqual({
      conversation: 'a',
      token: 'b',
      watermark: '3',
    });
    openSession(() => storage).forget();
    expect(storage.length).toBe(0);
  });

  test('lasts as long as the page where the browser refuses its storage', () => {
    const session = openSession(() => {
      throw new DOMException('no', 'SecurityError');
    });
    session.write({ conversation: 'a' });
    expect(session.read()).toEqual({ conversation: 'a' });
    session.forget();
    expect(session.read()).toEqual({});
  });

  test.each(['null', '7', '{"conversation":7}', 'nonsense'])(
    'is empty where it holds %s',
    (text) => {
      const storage = aStorage();
      storage.setItem('lotse', text);
      expect(openSession(() => storage).read()).toEqual({});
    },
  );
});
