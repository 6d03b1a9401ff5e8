import { describe, expect, test } from 'vitest';
import { originCheck } from '../../../src/channels/web-chat/origins.ts';

const CITY = 'https://www.rheine.de';
const PUBLIC = 'https://lotse.rheine.de/chat';
const HOST = '127.0.0.1:3978';

const isAllowed = originCheck([CITY], PUBLIC);

describe('When a page asks for the chat', () => {
  test.each([
    ['a page of the city that is allowed', CITY],
    ["the server's own page under its public address", 'https://lotse.rheine.de'],
    ["the server's own page under the address it was asked under", `http://${HOST}`],
    ['no page at all, such as an app', undefined],
  ])('it may: %s', (_name, origin) => {
    expect(isAllowed(origin, HOST)).toBe(true);
  });

  test.each([
    ['another site', 'https://evil.example'],
    ['an allowed site without encryption', 'http://www.rheine.de'],
    ['an allowed site on another port', 'https://www.rheine.de:8443'],
    ['a part of an allowed site', 'https://rheine.de'],
    ['a site whose name begins like an allowed one', 'https://www.rheine.de.evil.example'],
    ['a site whose name ends like an allowed one', 'https://evilwww.rheine.de'],
    ['an allowed site with a path', 'https://www.rheine.de/'],
    ['an allowed site as the user of another one', 'https://www.rheine.de@evil.example'],
    ['a page in a sandbox or a file', 'null'],
    ['a file', 'file://'],
    ['a browser extension', 'chrome-extension://abcdef'],
    ['this host on another port', 'http://127.0.0.1:3979'],
    ['no address', 'nonsense'],
    ['all', '*'],
  ])('it may not: %s', (_name, origin) => {
    expect(isAllowed(origin, HOST)).toBe(false);
  });

  test('without settings only its own pages may', () => {
    const strict = originCheck([], undefined);
    expect(strict(`http://${HOST}`, HOST)).toBe(true);
    expect(strict(CITY, HOST)).toBe(false);
    expect(strict('https://lotse.rheine.de', HOST)).toBe(false);
    expect(strict(`http://${HOST}`, undefined)).toBe(false);
  });
});
