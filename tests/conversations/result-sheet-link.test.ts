import { describe, expect, test } from 'vitest';
import { anApp } from '../support/app.ts';
import { aChat, type Shown } from '../support/chat.ts';

/** The path of the link on a card. */
function pathOn({ links }: Shown): string {
  const [link = ''] = links;
  expect(links).toHaveLength(1);
  return new URL(link).pathname;
}

async function withALink() {
  const app = await anApp();
  const chat = aChat(app);
  await chat.begin('K-2026-14');
  await chat.say('Übersicht');
  await chat.tap('Abschließen');
  const path = pathOn(await chat.tap('Ergebnisbogen (PDF)'));
  const get = (given: { path?: string; cookie?: string } = {}) =>
    app.ask(given.path ?? path, given.cookie ? { headers: { Cookie: given.cookie } } : {});
  return { app, chat, path, get };
}

describe('When the link to the Ergebnisbogen is opened', () => {
  test('the first browser gets the PDF', async () => {
    const { get } = await withALink();
    const { status, body, headers } = await get();
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toBe('application/pdf');
    expect(body).toMatch(/^%PDF-1\.\d/);
    expect(headers.get('Content-Disposition')).toContain('Ergebnisbogen-K-2026-14.pdf');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('its cookie is for this path alone, and no script reads it', async () => {
    const { get, path } = await withALink();
    const cookie = (await get()).headers.get('Set-Cookie') ?? '';
    expect(cookie.split('; ').slice(1)).toEqual([
      `Path=${path}`,
      'Max-Age=600',
      'HttpOnly',
      'SameSite=Lax',
    ]);
  });

  test('with the cookie it opens again, without it or with another it does not', async () => {
    const { get } = await withALink();
    const cookie = (await get()).headers.get('Set-Cookie')?.split(';')[0] ?? '';
    expect((await get({ cookie })).status).toBe(200);
    for (const other of ['', 'bogen=', `bogen=${'x'.repeat(43)}`, `${cookie}x`]) {
      const { status, body } = await get({ cookie: other });
      expect([status, body]).toEqual([410, expect.stringContaining('in einem anderen Browser')]);
    }
    expect((await get({ cookie: `theme=dark; ${cookie}` })).status).toBe(200);
  });

  test('of five browsers at once one gets it', async () => {
    const { get } = await withALink();
    const answers = await Promise.all([get(), get(), get(), get(), get()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410, 410]);
  });

  test('after ten minutes nobody gets it', async () => {
    const { get, app } = await withALink();
    const cookie = (await get()).headers.get('Set-Cookie')?.split(';')[0] ?? '';
    app.clock.forward(10);
    for (const given of [{}, { cookie }]) {
      const { status, body } = await get(given);
      expect([status, body]).toEqual([410, expect.stringContaining('abgelaufen')]);
    }
  });

  test('it opens after a restart', async () => {
    const { get, app } = await withALink();
    await app.stop();
    expect((await get()).status).toBe(200);
  });

  test('it opens nothing when the assessment was deleted', async () => {
    const { get, chat } = await withALink();
    await chat.say('Menü');
    await chat.say('meine Fälle');
    await chat.tap('K-2026-14');
    await chat.tap('Löschen');
    await chat.tap('Endgültig löschen');
    const { status, body } = await get();
    expect([status, body]).toEqual([404, expect.not.stringContaining('%PDF')]);
  });
});

test('When a link is not the one that was given, nothing opens, and the right one still does', async () => {
  const { get, path } = await withALink();
  const others = [
    path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A'),
    path.slice(0, -1),
    path.toLowerCase(),
    path.toUpperCase().replace('BOGEN', 'bogen'),
    `${path}A`,
    '/bogen/..%2Fmeta%2Fnames',
  ];
  for (const other of others) {
    const { status, body } = await get({ path: other });
    expect([status, body]).toEqual([404, expect.stringContaining('Diesen Link gibt es nicht.')]);
  }
  expect((await get()).status).toBe(200);
});

describe('When another link is asked for', () => {
  test('it is another one, and both open', async () => {
    const { get, chat, path } = await withALink();
    const second = pathOn(await chat.tap('Ergebnisbogen (PDF)'));
    expect(second).not.toBe(path);
    expect([(await get({ path: second })).status, (await get()).status]).toEqual([200, 200]);
  });

  test('an assessment that is not finished gets one too, from the list of cases', async () => {
    const app = await anApp();
    const chat = aChat(app);
    await chat.begin('K-2026-14');
    await chat.say('Pause');
    await chat.say('meine Fälle');
    await chat.tap('K-2026-14');
    const path = pathOn(await chat.tap('Ergebnisbogen (PDF)'));
    expect((await app.ask(path)).status).toBe(200);
  });
});
