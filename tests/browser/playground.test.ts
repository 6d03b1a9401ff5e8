import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chatIn, chromiumPath, openBrowser, openPlayground } from '../support/playground.ts';

if (!chromiumPath) {
  process.stderr.write('\n!!! No Chromium was found: the browser tests are skipped.\n\n');
}

describe.skipIf(!chromiumPath)('A case worker in a real Teams client', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lotse-browser-'));
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  let browser: Browser;

  beforeAll(async () => {
    playground = await openPlayground(dataDir);
    browser = await openBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('answers all 47 questions by taps, over a crash of the bot, up to the Ergebnisbogen', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
    await page.goto(playground.url);
    const chat = chatIn(page);
    let taps = 0;
    const tap = async (title: string | RegExp) => {
      taps++;
      await chat.tap(title);
    };

    await chat.waitFor('Guten Tag. Ich bin der Integrationslotse.');
    await tap('Neue Einschätzung');
    await tap(/^K-\d{4}-1 nehmen$/);

    for (let number = 1; number <= 47; number++) {
      await chat.waitFor(`Frage ${number} von 47`);
      if (number === 24) {
        await playground.restartBot();
      }
      if (number === 19) await chat.waitFor(/insoweit erfahrene Fachkraft/);
      await tap(number % 2 === 0 ? 'Ja' : 'Nein');
    }

    await chat.waitFor('Alle Fragen sind beantwortet.');
    await tap('Abschließen');
    await chat.waitFor('CM-Fall eröffnen: empfohlen');
    await chat.waitFor(/Betroffen: 7 Lebensbereiche \(hoch, ab 4\)/);
    await tap('Ergebnisbogen (PDF)');
    const link = chat.card().getByRole('link', { name: /^Ergebnisbogen öffnen/ });
    const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await popup.waitForURL(/\/bogen\//, { waitUntil: 'commit' });

    // Then the sheet is there for this browser again, and for nobody else.
    const again = await page.context().request.get(popup.url());
    expect(again.status()).toBe(200);
    expect(again.headers()['content-type']).toBe('application/pdf');
    const elsewhere = await fetch(popup.url());
    expect(elsewhere.status).toBe(410);

    const file = join(dataDir, 'bogen.pdf');
    writeFileSync(file, await again.body());
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text).toContain('Fallkürzel');
    expect(text).toMatch(/K-\d{4}-1/);
    expect(text).toContain('CM-Fall eröffnen: empfohlen');
    expect(taps).toBeLessThanOrEqual(55);
  }, 180_000);
});
