/*
 * As much of markdown as the bot writes: paragraphs, lists, bold, italic, escapes and links. Everything else is text;
 * what comes out is a tree, never markup.
 */

export type Inline =
  | string
  | { kind: 'bold' | 'italic'; children: Inline[] }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'break' };

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'list'; items: Inline[][] }
  /** Where something comes from and how old it is. */
  | { kind: 'source'; children: Inline[] };

const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'];
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}]/u;
const ITEM = /^\s*- (.*)$/;

/** An address that may be linked, or undefined. */
export function safeUrl(url: string): string | undefined {
  try {
    return SCHEMES.includes(new URL(url).protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Where a mark comes next that is not escaped; -1 where it does not. */
function find(text: string, mark: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(mark, at)) return at;
  }
  return -1;
}

type Found = { node: Inline; end: number };

function marked(
  text: string,
  at: number,
  mark: string,
  kind: 'bold' | 'italic',
): Found | undefined {
  const start = at + mark.length;
  const end = find(text, mark, start);
  const inner = text.slice(start, end);
  if (end <= start || inner !== inner.trim()) return undefined;
  return { node: { kind, children: readInline(inner) }, end: end + mark.length };
}

function italic(text: string, at: number): Found | undefined {
  if (WORD.test(text[at - 1] ?? '')) return undefined;
  const found = marked(text, at, '_', 'italic');
  return found && !WORD.test(text[found.end] ?? '') ? found : undefined;
}

function link(text: string, at: number): Found | undefined {
  const middle = find(text, '](', at + 1);
  const end = middle < 0 ? -1 : find(text, ')', middle + 2);
  if (end < 0) return undefined;
  const url = safeUrl(text.slice(middle + 2, end).replace(/\\(.)/g, '$1'));
  if (!url) return undefined;
  return {
    node: { kind: 'link', url, children: readInline(text.slice(at + 1, middle)) },
    end: end + 1,
  };
}

function nodeAt(text: string, at: number): Found | undefined {
  const sign = text[at] ?? '';
  if (sign === '\\' && PUNCTUATION.test(text[at + 1] ?? '')) {
    return { node: text[at + 1] ?? '', end: at + 2 };
  }
  if (sign === '\n') return { node: { kind: 'break' }, end: at + 1 };
  if (sign === '[') return link(text, at);
  if (sign === '_') return italic(text, at);
  return text.startsWith('**', at) ? marked(text, at, '**', 'bold') : undefined;
}

/** Reads what stands within a line. */
function readInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  for (let at = 0; at < text.length; ) {
    const { node, end }: Found = nodeAt(text, at) ?? { node: text[at] ?? '', end: at + 1 };
    const last = nodes.length - 1;
    if (typeof node === 'string' && typeof nodes[last] === 'string') nodes[last] += node;
    else nodes.push(node);
    at = end;
  }
  return nodes;
}

function readParagraph(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0)
      blocks.push({ kind: 'paragraph', children: readInline(lines.join('\n')) });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const item = ITEM.exec(line)?.[1];
    const last = blocks.at(-1);
    if (item === undefined) {
      lines.push(line.trim());
    } else if (lines.length === 0 && last?.kind === 'list') {
      last.items.push(readInline(item));
    } else {
      flush();
      blocks.push({ kind: 'list', items: [readInline(item)] });
    }
  }
  flush();
  return blocks;
}

/** Paragraphs that are italic as a whole, below others, say where these come from. */
function asSource(block: Block, index: number): Block {
  const [only, more] = block.kind === 'paragraph' ? block.children : [];
  const isItalic = typeof only === 'object' && only.kind === 'italic' && more === undefined;
  return isItalic && index > 0 ? { kind: 'source', children: only.children } : block;
}

export function readMarkdown(text: string): Block[] {
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  return paragraphs
    .map((each) => each.trim())
    .filter(Boolean)
    .flatMap(readParagraph)
    .map(asSource);
}
