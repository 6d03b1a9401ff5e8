import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessment } from '../../../dialogs/assessment.ts';
import { cases } from '../../../dialogs/cases.ts';
import type { Dialog, Locale, Reply } from '../../../dialogs/dialog.ts';
import { menu } from '../../../dialogs/menu.ts';
import { withContext } from '../../../dialogs/step.ts';
import { LONGEST_INPUT, staffChoices } from '../../../src/channels/channel.ts';
import { withoutMarkdown } from '../../../src/channels/markdown.ts';
import { renderCard } from '../../../src/channels/teams/render.ts';
import type { Answers } from '../../../src/domain/assessment.ts';
import { createTranslate } from '../../../src/translate.ts';
import {
  all,
  aPass,
  aSheet,
  aSummary,
  MONDAY,
  theCatalogue,
  theIndicators,
} from '../../support/builders.ts';
import { nodesIn, rawTextsIn, tappablesIn, textsIn } from '../../support/cards.ts';

/** Teams refuses what is larger. */
const LARGEST_CARD = 28 * 1024;
const MARK = `${'a'.repeat(8)}.9999.${'b'.repeat(16)}`;
const url = `https://integrationslotse.rheine.example/bogen/${'x'.repeat(43)}`;

const translate = createTranslate(join(import.meta.dirname, '../../../locales'), {
  unfinishedDays: 30,
  finishedMonths: 24,
});

const rendered = (reply: Reply, locale: Locale = 'de') =>
  renderCard(reply, { translate, locale, card: MARK });

const replyOf = (dialog: Dialog, state: string, context: object): Reply =>
  dialog.read(withContext(dialog, { value: state }, { catalogue: theCatalogue, ...context }));

/** What takes most room of what somebody may write: each character becomes four. */
const longest = '\\'.repeat(LONGEST_INPUT);
const notes = Object.fromEntries(theIndicators.map((id) => [id, longest]));
const decision = { openCase: true, reason: longest, at: MONDAY };
const trail = theIndicators.map((indicator) => ({
  at: MONDAY,
  indicator,
  from: null,
  to: 'yes' as const,
}));

const everySecond: Answers = Object.fromEntries(
  theIndicators.map((id, index) => [id, index % 2 === 0 ? 'yes' : 'open']),
);
const aFullPass = (answers: Answers) =>
  aPass({ answers, notes, decision, trail, finishedAt: MONDAY });

/** The largest assessments that can be. */
const passes = {
  'everything answered with yes': [aFullPass(all('yes'))],
  'everything open': [aFullPass(all('open'))],
  'half of it yes, half of it open': [aFullPass(everySecond)],
  'everything changed in the second pass': [aFullPass(all('no')), aFullPass(all('yes'))],
  'everything changed, half of it open': [aFullPass(all('no')), aFullPass(everySecond)],
};

const situations: [name: string, reply: Reply][] = [
  ...Object.entries(passes).flatMap(([name, given]) => {
    const sheet = aSheet({ passes: given, reference: '語'.repeat(40), position: 18 });
    const context = { sheet, link: { url, minutes: 10 }, undoable: true, fromReview: true };
    const states = ['question', 'area', 'review', 'result', 'deciding', 'explaining', 'trail'];
    return [...states, 'leaving'].map((state): [string, Reply] => [
      `assessment, ${state}, ${name}`,
      replyOf(assessment, state, context),
    ]);
  }),
  ['assessment, reference', replyOf(assessment, 'reference', { suggestion: 'K-2026-1' })],
  [
    'assessment, reference in use',
    replyOf(assessment, 'reference', { problem: 'inUse', sameReference: 'sheet-1' }),
  ],
  ['menu', replyOf(menu, 'home', { unfinished: aSummary(), expiring: 2 })],
  ['cases, none', replyOf(cases, 'list', { sheets: [] })],
  ...(['list', 'sheet', 'confirming'] as const).map((state): [string, Reply] => {
    const sheets = Array.from({ length: 30 }, (_, n) => {
      return aSummary({ id: `sheet-${n}`, reference: '語'.repeat(40), finished: n % 2 === 0 });
    });
    const context = { sheets, page: 1, selected: 'sheet-10', link: { url, minutes: 10 } };
    return [`cases, ${state}`, replyOf(cases, state, context)];
  }),
];

describe.each(situations)('The card of %s', (_name, reply) => {
  test.each(['de', 'en'] as const)('is one that Teams takes, in %s', (locale) => {
    const card = rendered(reply, locale);
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang: locale });
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(LARGEST_CARD);
    expect(nodesIn(card).flatMap(({ actions }) => actions ?? [])).not.toHaveLength(0);
  });

  test('says every text in words, none as a key or with a gap', () => {
    for (const locale of ['de', 'en'] as const) {
      const texts = rawTextsIn(rendered(reply, locale));
      expect(texts.filter((each) => /^\w+:[\w.]+$|\{\{|undefined|NaN|\[object/.test(each))).toEqual(
        [],
      );
    }
  });

  test('has buttons whose events are taken when they come back', () => {
    const tappables = tappablesIn(rendered(reply));
    expect(tappables.length).toBeGreaterThan(0);
    for (const { title, data } of tappables) {
      expect(title).not.toBe('');
      expect(data.card).toBe(MARK);
      expect(staffChoices.safeParse(data.event)).toEqual({ success: true, data: data.event });
    }
  });

  test('has ids that are there once, and toggles that point at them', () => {
    const nodes = nodesIn(rendered(reply));
    const ids = nodes.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
    const targets = nodes.flatMap(({ targetElements }) => targetElements ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(targets));
    const hidden = nodes.flatMap(({ isVisible, id }) => (isVisible === false ? [id] : []));
    expect(targets).toEqual(expect.arrayContaining(hidden));
  });
});

describe('What people wrote', () => {
  test.each([
    ['K-2026-14', 'K-2026-14'],
    ['Straße 5, Haus 2. OG', 'Straße 5, Haus 2. OG'],
    ['**wichtig**', '\\*\\*wichtig\\*\\*'],
    ['_so_', '\\_so\\_'],
    ['[hier](https://x.y)', '\\[hier\\](https://x.y)'],
    ['![Bild](https://x.y/z.png)', '!\\[Bild\\](https://x.y/z.png)'],
    ['<b>fett</b>', '\\<b\\>fett\\</b\\>'],
    ['<at>Anna</at>', '\\<at\\>Anna\\</at\\>'],
    ['# groß', '\\# groß'],
    ['- eins\n  + zwei', '\\- eins\n  \\+ zwei'],
    ['Titel\n===', 'Titel\n\\==='],
    ['1. eins\n2) zwei', '1\\. eins\n2\\) zwei'],
    ['am 1.2. und 3)', 'am 1.2. und 3)'],
    ['`x` ~y~ |z|', '\\`x\\` \\~y\\~ \\|z\\|'],
    ['C:\\temp', 'C:\\\\temp'],
    ['{{DATE(2026-11-23T08:00:00Z)}}', '\\{\\{DATE(2026-11-23T08:00:00Z)\\}\\}'],
    ['', ''],
  ])('%j loses its meaning as markdown', (written, masked) => {
    expect(withoutMarkdown(written)).toBe(masked);
  });

  test('comes out as it went in, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (written) => {
        const unmasked = withoutMarkdown(written).replace(/\\([^\p{L}\p{N}\s])/gu, '$1');
        expect(unmasked).toBe(written);
      }),
      { seed: 2026 },
    );
  });

  test('is cut on cards where it is very long', () => {
    const card = rendered({ parts: [{ kind: 'text', words: { plain: 'x'.repeat(1001) } }] });
    expect(textsIn(card)).toEqual([`${'x'.repeat(1000)}…`]);
  });

  test('is shown as it is on buttons, which know no markdown', () => {
    const event = { type: 'HOME' } as const;
    const card = rendered({
      parts: [{ kind: 'buttons', main: [{ words: { plain: '*K*' }, event }] }],
    });
    expect(tappablesIn(card)).toEqual([{ title: '*K*', data: { event, card: MARK } }]);
  });
});

describe('A long list', () => {
  test('ends after 15 rows and says how many are left', () => {
    const rows = Array.from({ length: 47 }, (_, n) => ({ words: { plain: `Zeile ${n + 1}` } }));
    const texts = textsIn(rendered({ parts: [{ kind: 'rows', rows }] }));
    expect(texts.slice(-2)).toEqual(['Zeile 15', '32 weitere stehen auf dem Ergebnisbogen.']);
  });
});
