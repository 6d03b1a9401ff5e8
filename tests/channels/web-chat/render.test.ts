import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Button, Choice, Part } from '../../../dialogs/dialog.ts';
import { say } from '../../../dialogs/dialog.ts';
import { type Pen, renderReply } from '../../../src/channels/web-chat/render.ts';
import type { Translate } from '../../../src/translate.ts';

/** Says keys as they are, with their language in front; what people wrote stays as it is. */
const translate: Translate = (words, locale) => {
  if ('plain' in words) return words.plain;
  return 'key' in words ? `${locale}/${words.key}` : JSON.stringify(words);
};

const aPen = (given: Partial<Pen> = {}): Pen => ({
  translate,
  locale: 'de',
  card: 'c.1.0',
  reviewed: true,
  ...given,
});

const rendered = (parts: Part[], pen: Partial<Pen> = {}) => renderReply({ parts }, aPen(pen));

const plain = (text: string): Part => ({ kind: 'text', words: { plain: text } });
const textOf = (text: string): string | undefined => rendered([plain(text)])[0]?.text;

const aButton = (title: string, event: Choice = { type: 'HOME' }): Button => ({
  words: { plain: title },
  event,
});

const pressOf = (title: string, event: Choice = { type: 'HOME' }) => ({
  type: 'messageBack',
  title,
  displayText: title,
  text: title,
  value: { event, card: 'c.1.0' },
});

const hero = (content: object) => ({
  contentType: 'application/vnd.microsoft.card.hero',
  content,
});

const aCard = (title: string): Part => ({
  kind: 'card',
  title: { plain: title },
  lines: [{ plain: 'Raum 3' }, { plain: 'Mo 9–12' }],
  links: [{ words: { plain: 'Anrufen' }, url: 'tel:+4959710' }],
});

describe('When a reply has text', () => {
  test('its parts are paragraphs of one message', () => {
    expect(
      rendered([plain('Guten Tag.'), { kind: 'notice', tone: 'info', words: say('a:b') }]),
    ).toEqual([{ text: 'Guten Tag.\n\nde/a:b' }]);
  });

  test('titles and questions stand out', () => {
    const parts: Part[] = [
      { kind: 'text', size: 'title', words: { plain: 'Kosten' } },
      { kind: 'question', words: { plain: 'Wie gut?' } },
      { kind: 'text', size: 'small', words: { plain: 'klein' } },
    ];
    expect(rendered(parts)).toEqual([{ text: '**Kosten**\n\n**Wie gut?**\n\nklein' }]);
  });

  test('facts are lines with their label', () => {
    const facts = [
      { label: { plain: 'Ort' }, value: { plain: 'Rheine' } },
      { label: { plain: 'Tag' }, value: { plain: 'Montag' } },
    ];
    expect(rendered([{ kind: 'facts', facts }])).toEqual([
      { text: '**Ort** Rheine\n\n**Tag** Montag' },
    ]);
  });

  test('it is said in the language of the conversation', () => {
    const said = rendered([{ kind: 'text', words: say('visit:hello') }], { locale: 'uk' });
    expect(said).toEqual([{ text: 'uk/visit:hello' }]);
  });

  test.each([
    ['lines are paragraphs', 'eins\nzwei', 'eins\n\nzwei'],
    ['paragraphs stay', 'eins\n\nzwei', 'eins\n\nzwei'],
    ['points are a list', 'Es gibt:\n• eins\n• zwei', 'Es gibt:\n- eins\n- zwei'],
    ['text behind a list is a paragraph', '• eins\nEnde', '- eins\n\nEnde'],
    ['a list may come first', '• eins\n• zwei', '- eins\n- zwei'],
  ])('%s', (_name, text, markdown) => {
    expect(textOf(text)).toBe(markdown);
  });
});

describe('When a text has signs that mean something in markdown', () => {
  test.each([
    ['stars', '*a* **b**', '\\*a\\* \\*\\*b\\*\\*'],
    ['underlines', '_a_ __b__', '\\_a\\_ \\_\\_b\\_\\_'],
    ['a link', '[a](https://evil.example)', '\\[a\\](https://evil.example)'],
    ['a picture', '![a](b)', '!\\[a\\](b)'],
    ['a tag', '<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
    ['code', '`a`', '\\`a\\`'],
    ['a heading', '# a', '\\# a'],
    ['a table', '| a |', '\\| a \\|'],
    ['a quotation', '> a', '\\> a'],
    ['a list', '- a', '\\- a'],
    ['a numbered list', '1. a', '1\\. a'],
    ['a line below a heading', 'a\n===', 'a\n\n\\==='],
    ['a backslash', 'a\\*b', 'a\\\\\\*b'],
    ['struck out', '~~a~~', '\\~\\~a\\~\\~'],
  ])('it is shown as it is: %s', (_name, text, markdown) => {
    expect(textOf(text)).toBe(markdown);
  });

  test('nothing of it is left without its backslash, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab *_[]()<>`#|~\\\n-+1.!') }), (text) => {
        const left = (textOf(text) ?? '').replace(/\\[\\`*_[\]{}<>#~|.+=)-]/g, 'x');
        expect(left).not.toMatch(/[\\`*_[\]{}<>#~|]/);
        expect(left).not.toMatch(/^\s*(?:[-+=]|\d+[.)])\s/m);
      }),
      { numRuns: 500, seed: 2026 },
    );
  });
});

describe('When a reply says where it comes from', () => {
  const sources = [{ plain: 'Quelle A.' }, { plain: 'Quelle B.' }];

  test('sources stand in small letters', () => {
    expect(rendered([{ kind: 'provenance', sources }])).toEqual([
      { text: '_Quelle A._\n\n_Quelle B._' },
    ]);
  });

  test('a translation that nobody reviewed says in short that it is not binding', () => {
    const said = rendered([{ kind: 'provenance', sources }], { reviewed: false, locale: 'tr' });
    expect(said[0]?.text).toBe('_Quelle A._\n\n_Quelle B._\n\n_tr/visit:bindingShort_');
  });

  test('without sources it says so at length, and a reviewed text says nothing', () => {
    const parts: Part[] = [{ kind: 'provenance', sources: [] }];
    expect(rendered(parts, { reviewed: false })).toEqual([{ text: '_de/visit:binding_' }]);
    expect(rendered(parts)).toEqual([]);
  });
});

describe('When a reply has cards', () => {
  test('a card has its name, its lines and links that open', () => {
    expect(rendered([aCard('Team')])).toEqual([
      {
        attachments: [
          hero({
            title: 'Team',
            text: 'Raum 3\n\nMo 9–12',
            buttons: [{ type: 'openUrl', title: 'Anrufen', value: 'tel:+4959710' }],
          }),
        ],
      },
    ]);
  });

  test('a link is a card with a button', () => {
    const part: Part = { kind: 'link', words: { plain: 'Seite' }, url: 'https://example.org/a' };
    expect(rendered([part])[0]?.attachments).toEqual([
      hero({ buttons: [{ type: 'openUrl', title: 'Seite', value: 'https://example.org/a' }] }),
    ]);
  });

  test('rows are buttons under their title; those that lead nowhere are left out', () => {
    const event: Choice = { type: 'TOPIC', topic: 'ik.kosten' };
    const part: Part = {
      kind: 'rows',
      title: { plain: 'Fragen' },
      rows: [{ words: { plain: 'Kosten' }, event }, { words: { plain: 'nur Text' } }],
    };
    expect(rendered([part])[0]?.attachments).toEqual([
      hero({ title: 'Fragen', buttons: [pressOf('Kosten', event)] }),
    ]);
  });

  test('text before a card stands in its message, text behind it in a new one', () => {
    const said = rendered([plain('davor'), aCard('A'), aCard('B'), plain('danach'), aCard('C')]);
    expect(said.map(({ text, attachments = [] }) => [text, attachments.length])).toEqual([
      ['davor', 2],
      ['danach', 1],
    ]);
  });
});

describe('When a reply has buttons', () => {
  test('they stand under it in their order, and say what they do', () => {
    const buttons: Part = {
      kind: 'buttons',
      main: [aButton('eins'), aButton('zwei')],
      also: [aButton('drei')],
      more: [aButton('vier')],
    };
    expect(rendered([plain('Wohin?'), buttons])).toEqual([
      {
        text: 'Wohin?',
        suggestedActions: {
          to: [],
          actions: ['eins', 'zwei', 'drei', 'vier'].map((title) => pressOf(title)),
        },
      },
    ]);
  });

  test('those of all its parts stand under the last message', () => {
    const buttons = (title: string): Part => ({ kind: 'buttons', main: [aButton(title)] });
    const said = rendered([plain('a'), buttons('eins'), aCard('A'), plain('b'), buttons('zwei')]);
    expect(said).toHaveLength(2);
    expect(said[0]).not.toHaveProperty('suggestedActions');
    expect(said[1]?.suggestedActions?.actions.map(({ title }) => title)).toEqual(['eins', 'zwei']);
  });

  test('they carry the mark of their card', () => {
    const said = rendered([{ kind: 'buttons', main: [aButton('eins')] }], { card: 'c.7.2' });
    expect(said[0]?.suggestedActions?.actions[0]?.['value']).toEqual({
      event: { type: 'HOME' },
      card: 'c.7.2',
    });
  });

  test('titles are no markdown', () => {
    const said = rendered([{ kind: 'buttons', main: [aButton('B1 *neu* [a]')] }]);
    expect(said[0]?.suggestedActions?.actions[0]?.title).toBe('B1 *neu* [a]');
  });

  test('without text they are a message of their own', () => {
    expect(rendered([{ kind: 'buttons', main: [aButton('eins')] }])).toEqual([
      { suggestedActions: { to: [], actions: [pressOf('eins')] } },
    ]);
  });
});

describe('When a reply has nothing', () => {
  test('nothing is said', () => {
    expect(rendered([])).toEqual([]);
  });
});
