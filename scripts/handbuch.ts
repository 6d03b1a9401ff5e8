import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatIn, openBrowser, openPlayground } from '../tests/support/playground.ts';

/*
 * Takes the pictures of docs/handbuch from the real client: an assessment is walked through in the Agents Playground,
 * and the card is photographed where the handbook speaks of it. Needs Chromium and pdftoppm.
 */

const pictures = join(import.meta.dirname, '../docs/handbuch/bilder');
const dataDir = mkdtempSync(join(tmpdir(), 'lotse-handbuch-'));
mkdirSync(pictures, { recursive: true });

const playground = await openPlayground(dataDir);
const browser = await openBrowser();
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 1800 },
    deviceScaleFactor: 1.5,
  });
  await page.goto(playground.url);
  const chat = chatIn(page);
  const picture = async (name: string) => {
    await page.mouse.move(0, 0);
    await chat.card().screenshot({ path: join(pictures, `${name}.png`) });
  };
  const answer = async (from: number, to: number, yes: readonly number[]) => {
    for (let number = from; number <= to; number++) {
      await chat.waitFor(`Frage ${number} von 47`);
      await chat.tap(yes.includes(number) ? 'Ja' : 'Nein');
    }
  };

  await chat.waitFor('Guten Tag. Ich bin der Integrationslotse.');
  await picture('01-menue');
  await chat.tap('Neue Einschätzung');
  await chat.waitFor('Unter welchem Kürzel führen Sie den Fall?');
  await picture('02-kuerzel');
  await chat.tap(/^K-\d{4}-1 nehmen$/);
  await answer(1, 18, [4, 5, 6, 8, 10, 11, 14, 15, 18]);
  await chat.waitFor('Frage 19 von 47');
  await picture('03-frage');
  await chat.tap('Mehr …');
  await chat.tap('Ganzer Lebensbereich');
  await chat.waitFor('Kinder und Erziehung (bis 18 Jahre): Was trifft zu?');
  await picture('04-bereich');
  await chat.tap('Mehr …');
  await chat.tap('Frage für Frage');
  await answer(19, 46, [33, 34]);
  await chat.waitFor('Frage 47 von 47');
  await chat.tap('Offen');
  await chat.waitFor(/^Übersicht K-/);
  await picture('05-uebersicht');
  await chat.tap('Abschließen');
  await chat.waitFor('CM-Fall eröffnen: empfohlen');
  await picture('06-ergebnis');
  await chat.tap('Ergebnisbogen (PDF)');
  const link = chat.card().getByRole('link', { name: /^Ergebnisbogen öffnen/ });
  await link.waitFor();
  const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  await popup.waitForURL(/\/bogen\//, { waitUntil: 'commit' });
  const pdf = join(dataDir, 'bogen.pdf');
  writeFileSync(pdf, await (await page.context().request.get(popup.url())).body());
  const options = ['-r', '80', '-png', '-f', '1', '-l', '1', '-singlefile'];
  execFileSync('pdftoppm', [...options, pdf, join(pictures, '08-ergebnisbogen')]);
  await chat.tap('Zum Menü');
  await chat.waitFor('Guten Tag. Ich bin der Integrationslotse.');
  await chat.tap('Meine Fälle');
  await chat.waitFor(/abgeschlossen/);
  await picture('07-faelle');
} finally {
  await browser.close();
  await playground.close();
  rmSync(dataDir, { recursive: true, force: true });
}
