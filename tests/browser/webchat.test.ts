import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOtherSite } from '../support/other-site.ts';
import { inBrowser, openWebPage, type WebPage } from '../support/web-page.ts';
import { PATIENCE } from '../support/widget.ts';
import { answerOf, wordsOf } from '../support/words.ts';

const german = wordsOf('de');
const WEB_CHAT = '../../node_modules/botframework-webchat/dist/webchat-es5.js';

/** A page with Microsoft's Web Chat, as its documentation has it. */
const pageOf = (server: string, webSocket: boolean): string => `<div id="webchat"></div>
<script src="/webchat.js"></script>
<script>
  fetch('${server}/v3/directline/tokens/generate', { method: 'POST' })
    .then((answer) => answer.json())
    .then(({ token }) => {
      const domain = '${server}/v3/directline';
      const directLine = WebChat.createDirectLine({ token, domain, webSocket: ${webSocket} });
      WebChat.renderWebChat({ directLine, locale: 'de-DE' }, document.getElementById('webchat'));
    });
</script>`;

inBrowser("Microsoft's own Web Chat, unmodified", () => {
  let other: Awaited<ReturnType<typeof openOtherSite>>;
  let site: WebPage;
  beforeAll(async () => {
    other = await openOtherSite();
    site = await openWebPage({ CHAT_ORIGINS: other.origin });
    other.putScript('/webchat.js', readFileSync(join(import.meta.dirname, WEB_CHAT)));
  }, 60_000);
  afterAll(async () => {
    await site?.close();
    await other?.close();
  });

  test.each([
    ['over a socket', true],
    ['by polling', false],
  ])(
    'greets, answers, and its buttons work %s',
    async (_, webSocket) => {
      const address = other.put(`/${webSocket}`, pageOf(site.url, webSocket));
      const { page, asked } = await site.visit({}, address);
      const said = (text: string) => page.getByText(text).last().waitFor();
      const tap = (name: string) => page.getByRole('button', { name, exact: true }).last().click();
      await said(german('visit:hello'));

      const { title, answer } = answerOf('de', 'so.abend');
      const field = page.getByRole('textbox');
      await field.fill(title);
      await field.press('Enter');
      await said(answer);

      // The button of a hero card opens an address.
      const [opened] = await Promise.all([
        page.evaluate(
          () =>
            new Promise<string>((resolve) => {
              window.open = (url) => {
                resolve(String(url));
                return null;
              };
            }),
        ),
        tap(german('visit:call').replace('{{phone}}', '05971 939-141')),
      ]);
      expect(opened).toBe('tel:+495971939141');

      // A suggested action says what it does, once, and does it.
      await tap(german('visit:course'));
      await said(german('course:whom.question'));
      const echo = page.getByText(german('visit:course'), { exact: true });
      await expect.poll(() => echo.count(), PATIENCE).toBe(1);
      await tap(german('course:whom.women'));
      await said(german('course:level.question'));
      await tap(german('course:show'));
      await said(german('course:kind.women'));
      expect(asked.some((each) => each.startsWith('ws:'))).toBe(webSocket);
    },
    60_000,
  );
});
