import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutMarkdown } from '../../src/channels/markdown.ts';
import { type Block, type Inline, readMarkdown } from '../../src/web/chat/markdown.ts';

const paragraph = (...children: Inline[]): Block => ({ kind: 'paragraph', children });

function plain(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      return node.kind === 'break' ? '\n' : plain(node.children);
    })
    .join('');
}

const linesOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.map(plain) : [plain(block.children)],
  );

describe('What the bot wrote', () => {
  test('falls into paragraphs, and into lines where there is only one break', () => {
    expect(readMarkdown('eins\n\nzwei\ndrei')).toEqual([
      paragraph('eins'),
      paragraph('zwei', { kind: 'break' }, 'drei'),
    ]);
  });

  test('has lists, also right below a line', () => {
    expect(readMarkdown('Kurse:\n- am **Abend**\n- am Morgen\n\nEnde')).toEqual([
      paragraph('Kurse:'),
      {
        kind: 'list',
        items: [['am ', { kind: 'bold', children: ['Abend'] }], ['am Morgen']],
      },
      paragraph('Ende'),
    ]);
  });

  test('has bold and italic, one in the other as well', () => {
    expect(readMarkdown('**sehr _wichtig_** und _leise_')).toEqual([
      paragraph(
        { kind: 'bold', children: ['sehr ', { kind: 'italic', children: ['wichtig'] }] },
        ' und ',
        { kind: 'italic', children: ['leise'] },
      ),
    ]);
  });

  test('has sources below, which are told apart from what is only stressed', () => {
    expect(readMarkdown('_Erste Zeile_\n\nText\n\n_Quelle: Stadt_\n\n_Stand 2022_')).toEqual([
      paragraph({ kind: 'italic', children: ['Erste Zeile'] }),
      paragraph('Text'),
      { kind: 'source', children: ['Quelle: Stadt'] },
      { kind: 'source', children: ['Stand 2022'] },
    ]);
  });

  test('shows escaped signs as they are', () => {
    expect(readMarkdown('\\*\\*kein Fett\\*\\* 1\\. \\_nichts\\_ \\[a\\](b) C:\\Ordner')).toEqual([
      paragraph('**kein Fett** 1. _nichts_ [a](b) C:\\Ordner'),
    ]);
  });

  test.each(['**offen', '_offen', 'a_b_c', '** leer **', '[text]', '[text](', '2 * 3 * 4', '__'])(
    'leaves "%s" as text',
    (text) => {
      expect(readMarkdown(text)).toEqual([paragraph(text)]);
    },
  );

  test.each(['https://rheine.de/a_b?c=1', 'http://rheine.de', 'mailto:a@rheine.de', 'tel:+495971'])(
    'links %s',
    (url) => {
      expect(readMarkdown(`[hier](${url})`)).toEqual([
        paragraph({ kind: 'link', url, children: ['hier'] }),
      ]);
    },
  );

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '/pfad',
    'vbscript:x',
    ' ',
    'JaVaScRiPt:x',
  ])('does not link "%s"', (url) => {
    expect(
      plain(readMarkdown(`[hier](${url})`).flatMap((b) => ('children' in b ? b.children : []))),
    ).toBe(`[hier](${url})`);
  });

  test('comes out word for word when the server has taken the meaning out of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const line = text.replace(/\s+/g, ' ').trim();
        fc.pre(line !== '');
        expect(linesOf(readMarkdown(withoutMarkdown(line)))).toEqual([line]);
      }),
    );
  });

  test('is read in a moment, however odd it is', () => {
    const started = performance.now();
    for (const odd of ['**', '_', '[', '[](', '\\', '- ', '**_', '_a '])
      readMarkdown(odd.repeat(2000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
