import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../src/domain/assessment.ts';
import type { Catalogue } from '../src/domain/catalogue.ts';
import type { Pass, Sheet } from '../src/domain/sheet.ts';
import { isInFont } from '../src/result-sheet/fonts.ts';
import { breakLines } from '../src/result-sheet/lines.ts';
import { PLACEHOLDER, printable } from '../src/result-sheet/printable.ts';
import { renderResultSheet } from '../src/result-sheet.ts';
import { createTranslate } from '../src/translate.ts';
import { aPass, aSheet, minutesLater, theCatalogue, theIndicators } from './support/builders.ts';
import { canReadPdf, drawingOf, lettersOf, pagesOf, proseOf } from './support/pdf.ts';

const MARCH = '2026-03-12T09:30:00.000Z';
const SEPTEMBER = '2026-09-21T13:00:00.000Z';
const PRINTED = '2026-11-21T13:05:00.000Z';

const translate = createTranslate('locales', { unfinishedDays: 90, finishedMonths: 24 });

const rendered = (sheet: Sheet, catalogue: Catalogue = theCatalogue): Promise<Buffer> =>
  renderResultSheet({ sheet, catalogue, translate, printedAt: PRINTED });

const all = (answer: Answer): Record<string, Answer> =>
  Object.fromEntries(theIndicators.map((id) => [id, answer]));

const first = (given: Partial<Pass> = {}): Pass =>
  aPass({
    startedAt: MARCH,
    finishedAt: minutesLater(25, MARCH),
    answers: {
      ...all('no'),
      'wohnen.rechtswidrig': 'yes',
      'lebensunterhalt.verschuldung': 'yes',
      'sprache.sprachkurs': 'yes',
      'sprache.motivation': 'yes',
      'kinder.kitaplatz': 'open',
      'kinder.kindeswohl': 'yes',
    },
    notes: { 'wohnen.rechtswidrig': 'Zwei Mieten offen – „Mahnung“ vom 3. März' },
    ...given,
  });

const second = (given: Partial<Pass> = {}): Pass =>
  aPass({
    startedAt: SEPTEMBER,
    finishedAt: minutesLater(2 * 24 * 60, SEPTEMBER),
    answers: { ...all('no'), 'sprache.sprachkurs': 'yes' },
    notes: { 'sprache.sprachkurs': 'Kurs beginnt neu' },
    ...given,
  });

const one = aSheet({ passes: [first()] });
const two = aSheet({ passes: [first(), second()] });

/** The marks of every indicator in the order of the form, as they stand behind its first words. */
function marksOn(pages: string[]): string[] {
  const lines = pages.join('\n').split('\n');
  let from = 0;
  return theCatalogue.areas.flatMap(({ indicators }) =>
    indicators.map(({ text }) => {
      const words = text.de.slice(0, 18);
      const at = lines.findIndex((line, index) => index >= from && line.includes(words));
      from = at + 1;
      const rest = (lines[at] ?? '').split(words)[1] ?? '';
      return [...rest.matchAll(/(?<= )[☒☐?](?= |$)/g)].map(([mark]) => mark).join('');
    }),
  );
}

describe.skipIf(!canReadPdf)('what the Ergebnisbogen says (read with pdftotext)', () => {
  test('the head of the form, whose sheet it is, and when it was filled', async () => {
    const text = proseOf(await rendered(two));

    expect(text).toContain('Indikatorenkatalog für Case-Management');
    expect(text).toContain('für höheren bzw. herausfordernden Bedarf an Beratung');
    expect(text).toContain('Ziel: gelungene Integration und Beteiligung in unserer Gesellschaft');
    expect(text).toContain('Fallkürzel K-2026-14 Verantwortliche/r Anna Berger');
    expect(text).toContain('Ersterfassung 12. März 2026 abgeschlossen');
    expect(text).toContain(
      'Folgeerfassung 23. September 2026 abgeschlossen begonnen am 21. September',
    );
  });

  test('every life area and every indicator in the wording of the form, with its number', async () => {
    const letters = lettersOf(proseOf(await rendered(one)));

    theCatalogue.areas.forEach(({ title, marksPerPoint }, index) => {
      expect(letters).toContain(lettersOf(`${index + 1}. ${title.de}`));
      expect(letters).toContain(`${marksPerPoint}Kreuz${marksPerPoint > 1 ? 'e' : ''}=1Kompl`);
    });
    const texts = theCatalogue.areas.flatMap(({ indicators }) =>
      indicators.map(({ text }) => text.de),
    );
    texts.forEach((text, index) => {
      expect(letters).toContain(lettersOf(`${index + 1}${text}`));
    });
  });

  test('the lead-in before and the closing line after the indicators of Wohnen', async () => {
    const text = proseOf(await rendered(one));

    expect(text.indexOf('In höherem Maße …')).toBeLessThan(text.indexOf('gesundheitsgefährdendes'));
    expect(text).toMatch(/Verhalten könnte zur Wohnungslosigkeit führen .*5 Verschuldung/);
  });

  test('a box for every pass: marked, empty, or a question mark for what is open', async () => {
    const marks = marksOn(pagesOf(await rendered(two)));

    const sign = { yes: '☒', no: '☐', open: '?' };
    expect(marks).toEqual(
      theIndicators.map((id) =>
        two.passes.map(({ answers }) => sign[answers[id] ?? 'open']).join(''),
      ),
    );
  });

  test('an unanswered question is a question mark, and a pass not begun has empty boxes', async () => {
    const text = pagesOf(await rendered(aSheet()));

    expect(marksOn(text)).toEqual(theIndicators.map(() => '?☐'));
    expect(text[0]).toContain('nicht abgeschlossen');
    expect(text[0]).toContain('noch nicht erfasst');
  });

  test('as many columns as the catalogue has passes', async () => {
    const single = { ...theCatalogue, passes: ['erfassung'] };
    const triple = { ...theCatalogue, passes: ['a', 'b', 'c'] };

    expect(marksOn(pagesOf(await rendered(aSheet(), single)))[0]).toBe('?');
    const pages = pagesOf(await rendered(two, triple));
    expect(marksOn(pages)[0]).toBe('☐☐☐');
    expect(pages[0]).toContain('1. Folgeerfassung');
  });

  test('notes below their indicator, with their pass where there are two', async () => {
    const single = proseOf(await rendered(one));
    const both = proseOf(await rendered(two));

    expect(single).toMatch(/illegale Handlungen\) ☒ ☐ Notiz: Zwei Mieten offen – „Mahnung“ vom/);
    expect(both).toContain('Notiz der Ersterfassung: Zwei Mieten offen');
    expect(both).toMatch(/Sprachkursen ☒ ☒ Notiz der Folgeerfassung: Kurs beginnt neu/);
  });

  test('what the marks of an area make of it, for every pass', async () => {
    const text = proseOf(await rendered(two));

    expect(text).toContain(
      '1 Kreuz = 1 Komplexitätspunkt Ersterfassung 1 Kreuz 1 Punkt Folgeerfassung 0 Kreuze kein Punkt',
    );
    expect(text).toContain('Ersterfassung 1 Kreuz, 1 offen kein Punkt Folgeerfassung 0 Kreuze');
  });

  test('the evaluation with levels, recommendation, reason, and what is open', async () => {
    const text = proseOf(await rendered(one));

    expect(text).toMatch(/Summe betroffene Lebensbereiche .*4 von 7 – hoch/);
    expect(text).toMatch(/Summe der Komplexitätspunkte .*2 von 7 – hoch/);
    expect(text).toContain('CM-Fall eröffnen: empfohlen Betroffen: 4 Lebensbereiche (hoch, ab 4).');
    expect(text).toContain('bliebe es bei dieser Empfehlung. Offen ist Nummer 14.');
    expect(text).toContain(
      '(=> 4) und hoher Komplexität des Falls (> 1) soll ein CM-Fall eröffnet',
    );
    expect(text).not.toContain('Zwischenstand');
  });

  test('both evaluations side by side, and that an unfinished one is an interim state', async () => {
    const begun = second({ finishedAt: null, answers: { 'wohnen.rechtswidrig': 'yes' } });
    const text = proseOf(await rendered(aSheet({ passes: [first(), begun] })));

    expect(text).toContain('4 von 7 – hoch 1 von 7 – gering');
    expect(text).toContain('2 von 7 – hoch 1 von 7 – mittel');
    expect(text).toContain('Folgeerfassung Zwischenstand, nicht abgeschlossen');
    expect(text).toContain('46 Fragen sind offen. Wären alle Kreuze');
    expect(text).toContain('Offen sind die Nummern 1–3, 5–47.');
  });

  test('protective notes of everything that was ever marked', async () => {
    const text = proseOf(await rendered(two));

    expect(text).toContain('insoweit erfahrene Fachkraft');
    expect(text).toContain('Zu Nummer 18. Quelle: § 8a SGB VIII, von der Stadt zu bestätigen.');
    expect(text).not.toContain('Hilfetelefon');
    expect(proseOf(await rendered(aSheet()))).not.toContain('Schutzhinweise');
  });

  test('the decision with reason and date, and whether it is what was recommended', async () => {
    const decision = { openCase: false, reason: 'Familie zieht um.', at: SEPTEMBER };
    const text = proseOf(await rendered(aSheet({ passes: [first({ decision })] })));

    expect(text).toContain(
      'Ersterfassung, entschieden am 21. September 2026: Keinen CM-Fall eröffnen (abweichend von der Empfehlung)',
    );
    expect(text).toContain('Begründung: Familie zieht um.');
    expect(proseOf(await rendered(one))).not.toContain('Begründung');
  });

  test('how it was calculated, where it comes from, and lines to sign', async () => {
    const text = proseOf(await rendered(one));

    expect(text).toContain('Genau 4 Bereiche gelten als hoch');
    expect(text).toContain('„Offen“ zählt nicht als Kreuz');
    expect(text).toContain('Stand 2019. Katalogfassung 2019.1.');
    expect(text).toContain('Ort, Datum Unterschrift Verantwortliche/r');
  });

  test('on every page its number, the reference, and when and by what it was made', async () => {
    const pages = pagesOf(await rendered(one));

    expect(pages).toHaveLength(3);
    pages.forEach((page, index) => {
      expect(page).toContain(`Seite ${index + 1} von ${pages.length}`);
      expect(page).toContain('vertraulich · Fallkürzel K-2026-14');
      expect(page).toContain('gedruckt am 21. November 2026, 14:05 Uhr');
      expect(page).toContain('erstellt mit Integrationslotse');
    });
  });

  test('words only: no key and no placeholder of a translation is left', async () => {
    const text = proseOf(await rendered(two));

    expect(text).not.toMatch(/\{\{|\}\}|\b(?:sheet|assessment|common):/);
  });

  test('long notes go on on further pages, below a repeated head and title', async () => {
    const note = 'Die Lage hat sich seit dem letzten Gespräch verschlechtert. '.repeat(20);
    const notes = Object.fromEntries(theIndicators.map((id) => [id, note]));
    const pages = pagesOf(
      await rendered(aSheet({ passes: [first({ answers: all('yes'), notes })] })),
    );

    expect(pages.length).toBeLessThan(20);
    expect(pages.slice(0, -2).every((page) => page.includes('Problembeschreibung'))).toBe(true);
    expect(pages.join('\n')).toContain('(Fortsetzung)');
    const letters = lettersOf(pages.join('\n')).split('verschlechtert').length - 1;
    expect(letters).toBe(47 * 20);
  });

  test('letters of many languages, and a placeholder with its explanation for what the font lacks', async () => {
    const notes = { 'wohnen.rechtswidrig': 'Київ, ığşç, żółć, șț – 😀 שלום' };
    const text = proseOf(await rendered(aSheet({ passes: [first({ notes })] })));

    expect(text).toContain('Notiz: Київ, ığşç, żółć, șț – □ □□□□');
    expect(text).toContain('steht das Zeichen □ für etwas, das sich nicht drucken lässt');
    expect(proseOf(await rendered(one))).not.toContain('□');
  });

  test('what users wrote is shown as they wrote it, not as markup or a translation', async () => {
    const reason = '$t(sheet:kind) {{reference}} <b>fett</b> & 100 %';
    const decision = { openCase: true, reason, at: MARCH };
    const text = proseOf(await rendered(aSheet({ passes: [first({ decision })] })));

    expect(text).toContain(`Begründung: ${reason}`);
  });
});

describe('the file', () => {
  test('is the same for the same input, and another at another time', async () => {
    const given = { sheet: two, catalogue: theCatalogue, translate };
    const [once, again, later] = await Promise.all(
      [PRINTED, PRINTED, minutesLater(1, PRINTED)].map((printedAt) =>
        renderResultSheet({ ...given, printedAt }),
      ),
    );

    expect(once?.equals(again ?? Buffer.of())).toBe(true);
    expect(once?.equals(later ?? Buffer.of())).toBe(false);
  });

  test('is tagged, German, titled and claims PDF/UA', async () => {
    const file = (await rendered(one)).toString('latin1');

    expect(file).toMatch(/^%PDF-1\.7/);
    expect(file).toContain('/MarkInfo');
    expect(file).toContain('/StructTreeRoot');
    expect(file).toContain('/Lang (de-DE)');
    expect(file).toContain('/DisplayDocTitle true');
    expect(file).toContain('<pdfuaid:part>1</pdfuaid:part>');
    for (const type of ['Document', 'H1', 'H2', 'P', 'Table', 'THead', 'TR', 'TH', 'TD', 'LI']) {
      expect(file).toContain(`/S /${type}\n`);
    }
    expect(file).toContain('/CreationDate');
    expect(file).toContain('D:20261121130500Z');
  });

  test('embeds its fonts', async () => {
    const file = (await rendered(one)).toString('latin1');

    const fonts = [...file.matchAll(/\/BaseFont \/(\S+)/g)].map(([, name]) => name);
    expect(fonts.length).toBeGreaterThan(0);
    expect(
      fonts.every((name) => /^[A-Z]{6}\+(SourceSans3|NotoSansSymbols2)/.test(name ?? '')),
    ).toBe(true);
  });

  test('draws nothing that is neither an element nor an artifact', async () => {
    const long = first({ notes: { 'kinder.kindeswohl': 'Wort '.repeat(3000) } });
    let depth = 0;
    const loose: string[] = [];
    for (const line of drawingOf(await rendered(aSheet({ passes: [long, second()] })))) {
      if (/(?:BDC|BMC)$/.test(line)) depth++;
      if (line === 'EMC') depth--;
      if (depth === 0 && /(?:^|\s)(?:T[jJ]|[fFSBb]\*?)$/.test(line)) loose.push(line);
      expect(depth).toBeGreaterThanOrEqual(0);
    }

    expect(depth).toBe(0);
    expect(loose).toEqual([]);
  });

  test('keeps its metadata well-formed whatever the reference is', async () => {
    const reference = '</rdf:li> & <x> \u0000\ud800 😀';
    const file = (await rendered(aSheet({ reference, responsible: reference }))).toString('utf8');

    const titles = /<dc:title>([\s\S]*?)<\/dc:title>/.exec(file)?.[1] ?? '';
    expect(titles.replace(/<\/?rdf:(?:Alt|li)(?: [^<>]*)?>/g, '').trim()).not.toMatch(
      /[<>&]|\p{Cc}/u,
    );
  });
});

describe('hostile texts', () => {
  const texts = [
    { kind: 'a very long word', text: 'Donaudampfschifffahrtsgesellschaft'.repeat(200) },
    { kind: 'emoji', text: '😀👨‍👩‍👧‍👦🏳️‍🌈'.repeat(50) },
    { kind: 'control characters', text: '\u0000\u0007\u001b[31m\u009f\u202eevil\u202c\ufeff' },
    { kind: 'other scripts', text: 'שלום مرحبا بالعالم 我们 นี่ ' },
    { kind: 'heaps of accents', text: 'Z̷̛̗̲̮̐̓̈́a̵l̶g̷o'.repeat(40) },
    { kind: 'broken surrogates', text: '\ud800\udc00\udfff\ud83d' },
    { kind: 'line breaks', text: '\r\n\n\n\u2028\u2029'.repeat(500) },
    { kind: 'spaces', text: '   ' },
    { kind: 'what strings of a PDF escape', text: '(((\\)))'.repeat(300) },
  ];

  test.each(texts)('are printed without a fault: $kind', async ({ text }) => {
    const decision = { openCase: true, reason: text, at: MARCH };
    const notes = { 'wohnen.rechtswidrig': text, 'soziales.radikalisierung': text.repeat(3) };
    const sheet = aSheet({
      reference: text,
      responsible: text,
      passes: [first({ notes, decision })],
    });

    const file = await rendered(sheet);

    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
    expect(file.length).toBeLessThan(400_000);
  });

  test('of any kind lead to a file', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(text, async (note) => {
        const notes = { 'sprache.analphabet': note };
        const file = await rendered(aSheet({ reference: note, passes: [first({ notes })] }));
        expect(file.subarray(-6).toString()).toContain('%%EOF');
      }),
      { numRuns: 15 },
    );
  });

  test('become characters that the font has, one placeholder for one lacking character', () => {
    expect(printable('Größe: 5 € – „gut“', isInFont)).toBe('Größe: 5 € – „gut“');
    expect(printable('a👨‍👩‍👧b\u0007c\ud800', isInFont)).toBe(
      `a${PLACEHOLDER}b${PLACEHOLDER}c${PLACEHOLDER}`,
    );
    expect(printable(' a\tb \r\n\r\n\r\n\u202ec\u202c ', isInFont)).toBe('a b\n\nc');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const characters = [...printable(text, isInFont).replaceAll('\n', '')];
        expect(characters.every((each) => isInFont(each.codePointAt(0) ?? 0))).toBe(true);
      }),
    );
  });

  test('are broken into lines that fit, and no letter is lost', () => {
    const measure = (text: string) => text.length;
    const text = fc.string({ unit: fc.constantFrom('a', 'ß', ' ', '-', '/', '.'), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (given, width) => {
        const lines = breakLines(given, width, measure);
        expect(lines.every((line) => line.trimEnd().length <= width)).toBe(true);
        expect(lettersOf(lines.join(''))).toBe(lettersOf(given));
      }),
    );
    expect(breakLines('Schul-/Ausbildungsabbruch (z. B. so)', 20, measure)).toEqual([
      'Schul-/',
      'Ausbildungsabbruch ',
      '(z. B. so) ',
    ]);
    expect(breakLines('', 20, measure)).toEqual([]);
  });
});
