import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { telephoneLink } from '../../dialogs/contact-card.ts';
import { PEOPLE } from '../../dialogs/visitor.ts';
import { loadPublicContent } from '../../src/content/guide.ts';
import type { Centre } from '../../src/domain/guide.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import { html } from '../../src/web/html.ts';
import { accessibilityPage, homePage, privacyPage } from '../../src/web/pages.ts';
import { createSite } from '../../src/web/site.ts';
import { type Answered, anApp, type TestApp } from '../support/app.ts';
import { textsOf } from '../support/locales.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const { guide } = loadPublicContent(`${ROOT}content`);
const people = PEOPLE.flatMap((id) => guide.centres.get(id) ?? []);

const PAGES = ['/', '/datenschutz', '/barrierefreiheit'];
const TEXTS = LOCALES.map((locale) => `/chat/${locale}.json`);
const CITY = 'https://www.rheine.de';
const PACKED_BYTES = 30 * 1024;

const get = (app: TestApp, path: string, headers: Record<string, string> = {}): Promise<Answered> =>
  app.ask(path, { headers: { 'Accept-Encoding': 'identity', ...headers } });

/** Addresses that a page loads or leads to. */
const addressesIn = (page: string): string[] =>
  [...page.matchAll(/(?:href|src|action|data|poster|srcset)="([^"]*)"/g)].map(
    ([, url = '']) => url,
  );

describe.each(PAGES)('The page %s', (path) => {
  test('is German text of its own', async () => {
    const { status, headers, body } = await get(await anApp(), path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(body).toMatch(/^<!doctype html>\n<html lang="de">/);
    expect(body).toMatch(/<title>[^<]*Integrationslotse Rheine<\/title>/);
    expect(body).toContain('<meta name="viewport"');
    expect(body.match(/<h1>/g)).toHaveLength(1);
    expect(body.match(/<main>/g)).toHaveLength(1);
  });

  test('loads nothing from elsewhere, and browsers are told so', async () => {
    const { headers, body } = await get(await anApp(), path);
    const addresses = addressesIn(body);
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) expect(address).toMatch(/^(?:\/(?!\/)|tel:\+?\d+$|mailto:)/);
    expect(body).not.toMatch(/https?:|<iframe|<form|<base/);

    const policy = new Map(
      (headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources];
      }),
    );
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'none'"]);
    for (const [name, sources] of policy) {
      expect(sources, name).toHaveLength(1);
      expect(["'none'", "'self'"], name).toContain(sources[0]);
    }
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
  });

  test('has no script or style within, which its own policy would forbid', async () => {
    const { body } = await get(await anApp(), path);
    expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/);
    expect(body.match(/<script/g)?.length ?? 0).toBe(path === '/' ? 1 : 0);
    expect(body).not.toMatch(/<script[^>]*>[^<]/);
  });

  test('leads to the other pages, and everything it leads to is there', async () => {
    const app = await anApp();
    const { body } = await get(app, path);
    const local = new Set(addressesIn(body).filter((address) => address.startsWith('/')));
    for (const page of PAGES) expect(local).toContain(page);
    for (const address of local)
      expect([address, (await get(app, address)).status]).toEqual([address, 200]);
  });
});

describe('Without JavaScript', () => {
  test.each(['/', '/barrierefreiheit'])('people can be reached from %s', async (path) => {
    const { body } = await get(await anApp(), path);
    expect(people).toHaveLength(2);
    for (const { name, phone, mail } of people) {
      expect(body).toContain(name.replaceAll('&', '&amp;'));
      if (phone) expect(body).toContain(`<a href="${telephoneLink(phone)}">${phone}</a>`);
      if (mail) expect(body).toContain(`<a href="mailto:${mail}">${mail}</a>`);
    }
    expect(people.some(({ phone }) => phone)).toBe(true);
  });

  test('the home page says that the chat cannot start, and whom to call in an emergency', async () => {
    const { body } = await get(await anApp(), '/');
    expect(body).toMatch(/<noscript>.*JavaScript.*<\/noscript>/);
    for (const number of ['110', '112', '116016']) expect(body).toContain(`href="tel:${number}"`);
  });

  test('the home page has the chat as its one script', async () => {
    const { body } = await get(await anApp(), '/');
    expect(body).toMatch(/<script src="\/chat\.js"[^>]* async><\/script>/);
    const target = /data-target="#(\w+)"/.exec(body)?.[1];
    expect(body).toContain(`<div id="${target}">`);
  });
});

describe('The page about privacy', () => {
  test('says in German what is kept, how long, and how to delete it', async () => {
    const { body } = await get(await anApp(), '/datenschutz');
    for (const text of ['24 Stunden', '90 Tage', 'Gespräch löschen', 'Keine Cookies']) {
      expect(body).toContain(text);
    }
  });

  test('says in short the same in every other language', async () => {
    const { body } = await get(await anApp(), '/datenschutz');
    for (const locale of LOCALES) {
      if (locale === 'de') continue;
      const direction = locale === 'ar' || locale === 'fa' ? 'rtl' : 'ltr';
      expect(body).toContain(`<section lang="${locale}" dir="${direction}">`);
    }
    const others = body.match(
      /<section lang="[^"]+" dir="[^"]+">\n<h3>[^<]+<\/h3>\n<p>[^<]{80,}</g,
    );
    expect(others).toHaveLength(LOCALES.length - 1);
  });
});

describe('When a page is made of anything', () => {
  const hostile: Centre = {
    ...(people[0] as Centre),
    name: '<script>alert(1)</script>',
    address: '"><img src=x onerror=alert(1)>',
    phone: '05971 1"><b>',
    mail: 'a@b.de" onclick="x',
  };
  const parts = {
    guide: { ...guide, centres: new Map([...guide.centres, [PEOPLE[0], hostile]]) },
    translate: () => "<i>&'</i>",
  };

  test.each([
    ['the home page', homePage],
    ['the page about accessibility', accessibilityPage],
    ['the page about privacy', privacyPage],
  ])('it is text and no markup: %s', (_name, make) => {
    const page = make(parts);
    expect(page).not.toMatch(/<script>|<img|<b>|<i>/);
    expect(page).not.toMatch(/"\s*onclick=/);
    expect(page).toContain(make === privacyPage ? '&lt;i&gt;&amp;&#39;' : '&lt;script&gt;');
  });

  test('values of a template are text, markup within markup is markup', () => {
    const list = [html`<li>${'<1>'}</li>`, html`<li>${2}</li>`];
    expect(html`<ul title="${`"'&`}">${list}${undefined}</ul>`.html).toBe(
      '<ul title="&quot;&#39;&amp;"><li>&lt;1&gt;</li>\n<li>2</li></ul>',
    );
  });

  test('nothing that is written becomes markup, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>&"\'/= ab;#') }), (text) => {
        const made = html`${text}`.html;
        expect(made).not.toMatch(/[<>"']/);
        const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
        const back = made.replace(
          /&(amp|lt|gt|quot|#39);/g,
          (_, name: keyof typeof entities) => entities[name],
        );
        expect(back).toBe(text);
      }),
      { numRuns: 300, seed: 2026 },
    );
  });
});

describe('When a browser takes packed files', () => {
  const paths = ['/', '/datenschutz', '/site.css', '/chat.js', '/chat/de.json', '/chat/ar.json'];

  test('each is sent packed as well as it can, and unpacks to the same', async () => {
    const app = await anApp();
    for (const path of paths) {
      const plain = await get(app, path);
      expect(plain.headers.get('content-encoding'), path).toBeNull();
      expect(plain.headers.get('content-length'), path).toBe(String(Buffer.byteLength(plain.body)));
      for (const [accepted, encoding] of [
        ['br', 'br'],
        ['gzip', 'gzip'],
        ['gzip, deflate, br, zstd', 'br'],
        ['gzip;q=1.0, *;q=0.5', 'gzip'],
      ]) {
        const packed = await get(app, path, { 'Accept-Encoding': accepted ?? '' });
        expect(packed.headers.get('content-encoding'), path).toBe(encoding);
        expect(packed.body, path).toBe(plain.body);
        expect(packed.headers.get('vary'), path).toContain('Accept-Encoding');
        expect(Number(packed.headers.get('content-length')), path).toBeLessThan(
          Buffer.byteLength(plain.body),
        );
      }
    }
  });

  test.each(['', 'deflate', 'zstd', 'nonsense', 'brotli'])(
    'who takes neither gets it as it is: %j',
    async (accepted) => {
      const { status, headers } = await get(await anApp(), '/', { 'Accept-Encoding': accepted });
      expect([status, headers.get('content-encoding')]).toEqual([200, null]);
    },
  );
});

describe('When a browser has a file already', () => {
  test.each(['/', '/datenschutz', '/site.css', '/icon.png', '/chat/de.json'])(
    'it is answered with 304 and nothing else: %s',
    async (path) => {
      const app = await anApp();
      const tag = (await get(app, path)).headers.get('etag') ?? '';
      expect(tag).toMatch(/^"[\w-]{16}"$/);
      for (const encoding of ['br', 'gzip', 'identity']) {
        const again = await get(app, path, { 'If-None-Match': tag, 'Accept-Encoding': encoding });
        expect([again.status, again.body]).toEqual([304, '']);
        expect(again.headers.get('etag')).toBe(tag);
      }
      expect((await get(app, path, { 'If-None-Match': '"another"' })).status).toBe(200);
    },
  );

  test('the tag is the same after a restart, and another for each file', async () => {
    const app = await anApp();
    const tagsOf = () =>
      Promise.all(
        [...PAGES, ...TEXTS].map(async (path) => (await get(app, path)).headers.get('etag')),
      );
    const before = await tagsOf();
    expect(new Set(before).size).toBe(before.length);
    await app.stop();
    expect(await tagsOf()).toEqual(before);
  });

  test('it asks again each time for a page, and after minutes for a file', async () => {
    const app = await anApp();
    expect((await get(app, '/')).headers.get('cache-control')).toBe('no-cache');
    const { headers } = await get(app, '/site.css');
    expect(headers.get('cache-control')).toBe('public, max-age=300, must-revalidate');
  });
});

describe('The texts of the widget', () => {
  test.each(LOCALES)('are there in %s', async (locale) => {
    const { status, headers, body } = await get(await anApp(), `/chat/${locale}.json`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    const keys = [...textsOf('de').keys()].filter((key) => key.startsWith('web:'));
    const own = Object.entries(JSON.parse(body)).map(([key, text]) => [`web:${key}`, text]);
    expect(own.map(([key]) => key).sort()).toEqual(keys.sort());
    for (const [key, text] of own) expect(text).toBe(textsOf(locale).get(String(key)));
  });

  test.each([
    ['/chat/fr.json'],
    ['/chat/DE.json'],
    ['/chat/de'],
    ['/chat/common.json'],
    ['/chat/..%2F..%2Fpackage.json'],
    ['/chat.js.map'],
    ['/src/web/site.css'],
    ['/locales/de/web.json'],
    ['/content/catalogue.json'],
  ])('nothing else is: %s', async (path) => {
    expect((await get(await anApp(), path)).status).toBe(404);
  });
});

describe('When a page of another site loads a file', () => {
  test.each(['/chat.js', '/chat/de.json', '/'])(
    'it may read it where the city allows it: %s',
    async (path) => {
      const app = await anApp({ env: { CHAT_ORIGINS: `https://a.example, ${CITY}` } });
      const originOf = async (Origin: string) =>
        (await get(app, path, { Origin })).headers.get('access-control-allow-origin');
      expect(await originOf(CITY)).toBe(CITY);
      for (const other of [
        'https://evil.example',
        'null',
        `${CITY}.evil.example`,
        'http://www.rheine.de',
      ]) {
        expect(await originOf(other)).toBeNull();
      }
      const { headers } = await get(app, path);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('vary')).toContain('Origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  test('without settings nobody but the own pages may', async () => {
    const { headers } = await get(await anApp(), '/chat/de.json', { Origin: CITY });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('The widget', () => {
  test('is one script that needs nothing else, and small', async () => {
    const app = await anApp();
    const { status, headers, body } = await get(app, '/chat.js');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(() => new Script(body)).not.toThrow();
    expect(body).not.toMatch(
      /\bimport\s*\(|\bimport\s*["'{]|sourceMappingURL|\beval\(|new Function/,
    );
    for (const encoding of ['br', 'gzip']) {
      const packed = await get(app, '/chat.js', { 'Accept-Encoding': encoding });
      expect(packed.headers.get('content-encoding')).toBe(encoding);
      expect(Number(packed.headers.get('content-length'))).toBeLessThanOrEqual(PACKED_BYTES);
    }
  });
});

describe('When a file cannot be made', () => {
  const parts = { root: ROOT, guide, translate: () => '', origins: [] };

  test('the next who asks has it tried again, and others are not kept from theirs', async () => {
    let tries = 0;
    const widget = async () => {
      if (tries++ === 0) throw new Error('no memory');
      return 'ready()';
    };
    const site = createSite({ ...parts, widget });
    await expect(site.get('/chat.js', {})).rejects.toThrow('no memory');
    expect((await site.get('/site.css', {})).status).toBe(200);
    expect((await site.get('/chat.js', {})).body.toString()).toBe('ready()');
  });

  test('one that was made is made once', async () => {
    let tries = 0;
    const widget = async () => `ready(${tries++})`;
    const site = createSite({ ...parts, widget });
    const all = await Promise.all([1, 2, 3].map(() => site.get('/chat.js', {})));
    expect(all.map(({ body }) => body.toString())).toEqual(['ready(0)', 'ready(0)', 'ready(0)']);
    expect(tries).toBe(1);
  });
});
