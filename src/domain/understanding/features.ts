import { foldWord, wordsOf } from './fold.ts';

/*
 * What a line is recognised by: its words, neighbouring words, and pieces of words of four letters and three at their
 * ends, so that a slip or an unknown ending does not lose the word. Features are hashed, so no text of them is kept.
 * Tens of thousands of lines are read at every start: numbers go into a few large arrays, and a word is hashed once.
 */

const PIECE = 4;
const END = 3;
const BUCKETS = 1 << 19;
/** So many examples must have a feature; what only one has tells nothing about other lines. */
const FEWEST = 2;

/** FNV-1a over a part of an ASCII text; `kind` keeps a word apart from a piece that is spelled the same. */
function hashed(text: string, from: number, to: number, kind: number): number {
  let hash = 0x811c9dc5 ^ kind;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}

/** A list of numbers that grows as it needs to. */
type Numbers = { held: Int32Array; count: number };

const someNumbers = (): Numbers => ({ held: new Int32Array(1024), count: 0 });

function push(numbers: Numbers, number: number): void {
  if (numbers.count === numbers.held.length) {
    const larger = new Int32Array(numbers.count * 2);
    larger.set(numbers.held);
    numbers.held = larger;
  }
  numbers.held[numbers.count++] = number;
}

const taken = ({ held, count }: Numbers): Int32Array => held.subarray(0, count);

/** Where the buckets of a word stand in the pool of all words, and its part in the bucket of a pair. */
type Word = { from: number; to: number; first: number; second: number };

/** Puts the buckets of a word into a pool: itself, its pieces, its beginning and its end. */
function hashWord(word: string, pool: Numbers): Word {
  const from = pool.count;
  const marked = `_${word}_`;
  const last = marked.length;
  push(pool, hashed(word, 0, word.length, 1));
  for (let at = 0; at + PIECE <= last; at++) push(pool, hashed(marked, at, at + PIECE, 2));
  push(pool, hashed(marked, 0, END, 3));
  push(pool, hashed(marked, last - END, last, 4));
  const first = Math.imul(hashed(word, 0, word.length, 5), 31);
  return { from, to: pool.count, first, second: hashed(word, 0, word.length, 6) };
}

/** Finds the buckets of lines, those of repeated words as often. The same list each time. */
function bucketFinder(): (line: string) => Numbers {
  const pool = someNumbers();
  const words = new Map<string, Word | undefined>();
  const line = someNumbers();

  function known(written: string): Word | undefined {
    let own = words.get(written);
    if (own || words.has(written)) return own;
    const word = foldWord(written);
    own = word ? hashWord(word, pool) : undefined;
    words.set(written, own);
    return own;
  }

  return (text) => {
    line.count = 0;
    let before: Word | undefined;
    for (const written of wordsOf(text)) {
      const own = known(written);
      if (!own) continue;
      for (let at = own.from; at < own.to; at++) push(line, pool.held[at] as number);
      if (before) push(line, (before.first ^ own.second) & (BUCKETS - 1));
      before = own;
    }
    return line;
  };
}

/** A line as the numbers of its features, each with its weight; the weights have length 1 together. */
export type Features = { ids: Int32Array; weights: Float32Array };

/**
 * Numbered features as plain data: the number of each bucket, -1 where it has none, and how rare each feature is.
 */
export type Numbering = { numbers: Int32Array; rarity: Float32Array };

/** Lines one behind the other: `starts[n]` to `starts[n + 1]` are what line n has, each once. */
export type Packed = { ids: Int32Array; starts: Int32Array };

/** The numbered features of a set of lines. `lines` has those of the lines themselves, in their order. */
export type Vocabulary = { numbering: Numbering; lines: Packed };

/** Reads lines into the features of a numbering. Nothing of a line is remembered. */
export function featureReader({ numbers, rarity }: Numbering): (line: string) => Features {
  return (text) => {
    const held = new Set<number>();
    let squares = 0;
    for (const bucket of taken(bucketFinder()(text))) {
      const id = numbers[bucket] as number;
      if (id < 0 || held.has(id)) continue;
      held.add(id);
      squares += (rarity[id] as number) ** 2;
    }
    const length = Math.sqrt(squares) || 1;
    const ids = Int32Array.from(held);
    return { ids, weights: Float32Array.from(ids, (id) => (rarity[id] as number) / length) };
  };
}

/** The buckets of lines, each once a line; and for each bucket the line after which it was last seen and how often. */
function bucketsIn(lines: readonly string[]): { packed: Packed; seen: Int32Array } {
  const find = bucketFinder();
  // Both numbers of a bucket stand side by side: they are looked up together some million times.
  const seen = new Int32Array(BUCKETS * 2);
  const starts = new Int32Array(lines.length + 1);
  const all = someNumbers();
  for (const [index, line] of lines.entries()) {
    const { held, count } = find(line);
    for (let at = 0; at < count; at++) {
      const place = (held[at] as number) * 2;
      if (seen[place] === index + 1) continue;
      seen[place] = index + 1;
      seen[place + 1] = (seen[place + 1] as number) + 1;
      push(all, held[at] as number);
    }
    starts[index + 1] = all.count;
  }
  return { packed: { ids: taken(all), starts }, seen };
}

/** Lines of buckets as lines of numbers; what has none is left out. */
function numbered({ ids, starts }: Packed, numbers: Int32Array): Packed {
  const kept = new Int32Array(ids.length);
  const ends = new Int32Array(starts.length);
  let count = 0;
  for (let line = 0; line + 1 < starts.length; line++) {
    for (let at = starts[line] as number; at < (starts[line + 1] as number); at++) {
      const id = numbers[ids[at] as number] as number;
      if (id >= 0) kept[count++] = id;
    }
    ends[line + 1] = count;
  }
  return { ids: kept.subarray(0, count), starts: ends };
}

/** Numbers the features that at least `fewest` of a set of lines have. */
export function vocabularyOf(lines: readonly string[], fewest = FEWEST): Vocabulary {
  const { packed, seen } = bucketsIn(lines);
  const numbers = new Int32Array(BUCKETS).fill(-1);
  const rarity: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = seen[bucket * 2 + 1] as number;
    if (count < fewest) continue;
    numbers[bucket] = rarity.length;
    rarity.push(Math.log(1 + lines.length / count));
  }
  return {
    numbering: { numbers, rarity: Float32Array.from(rarity) },
    lines: numbered(packed, numbers),
  };
}
