import { foldedWords } from './fold.ts';

/*
 * What a line is recognised by: its words, neighbouring words, and pieces of words of four letters and three at their
 * ends, so that a slip or an unknown ending does not lose the word. Features are hashed, so no text of them is kept.
 */

const PIECE = 4;
const BUCKETS = 1 << 18;
/** Features that fewer examples have are left out: they tell nothing about other lines. */
const FEWEST = 2;

/** FNV-1a over a part of an ASCII text; `kind` keeps a word apart from a piece that is spelled the same. */
function hashed(text: string, from: number, to: number, kind: number): number {
  let hash = 0x811c9dc5 ^ kind;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}

/** The buckets of a word: itself, its pieces, its beginning and its end. */
function bucketsOf(word: string): Int32Array {
  const marked = `_${word}_`;
  const last = marked.length;
  const buckets = [hashed(word, 0, word.length, 1)];
  for (let at = 0; at + PIECE <= last; at++) buckets.push(hashed(marked, at, at + PIECE, 2));
  buckets.push(
    hashed(marked, 0, Math.min(3, last), 3),
    hashed(marked, Math.max(0, last - 3), last, 4),
  );
  return Int32Array.from(new Set(buckets));
}

const pairOf = (before: string, word: string): number =>
  (Math.imul(hashed(before, 0, before.length, 5), 31) ^ hashed(word, 0, word.length, 6)) &
  (BUCKETS - 1);

/** A line as the numbers of its features, each with its weight; the weights have length 1 together. */
export type Features = { ids: Int32Array; weights: Float32Array };

const MOST_WORDS = 30_000;

/** The numbered features of a set of lines. `features` are those of the lines themselves, in their order. */
export type Vocabulary = {
  size: number;
  features: readonly Features[];
  read: (line: string) => Features;
};

/** Numbers the features that occur in a set of lines. */
export function vocabularyOf(lines: readonly string[]): Vocabulary {
  const words = new Map<string, Int32Array>();
  const counts = new Int32Array(BUCKETS);
  /** The line that a bucket was last seen in, so that each counts once a line. */
  const seenIn = new Int32Array(BUCKETS).fill(-1);

  function known(word: string): Int32Array {
    let buckets = words.get(word);
    if (!buckets) {
      buckets = bucketsOf(word);
      if (words.size < MOST_WORDS) words.set(word, buckets);
    }
    return buckets;
  }

  /** Every bucket of a line, those of repeated words as often. */
  function bucketsIn(line: string): number[] {
    const all: number[] = [];
    let before: string | undefined;
    for (const word of foldedWords(line)) {
      for (const bucket of known(word)) all.push(bucket);
      if (before !== undefined) all.push(pairOf(before, word));
      before = word;
    }
    return all;
  }

  const buckets = lines.map(bucketsIn);
  for (const [index, line] of buckets.entries()) {
    for (const bucket of line) {
      if (seenIn[bucket] === index) continue;
      seenIn[bucket] = index;
      counts[bucket] = (counts[bucket] as number) + 1;
    }
  }
  const numbers = new Int32Array(BUCKETS).fill(-1);
  const rarity: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const count = counts[bucket] as number;
    if (count < FEWEST) continue;
    numbers[bucket] = rarity.length;
    rarity.push(Math.log(1 + lines.length / count));
  }

  const held: number[] = [];
  function weighed(line: readonly number[]): Features {
    held.length = 0;
    let squares = 0;
    for (const bucket of line) {
      const id = numbers[bucket] as number;
      if (id < 0 || held.includes(id)) continue;
      held.push(id);
      squares += (rarity[id] as number) ** 2;
    }
    const ids = new Int32Array(held);
    const weights = new Float32Array(ids.length);
    const length = Math.sqrt(squares) || 1;
    for (let at = 0; at < ids.length; at++)
      weights[at] = (rarity[ids[at] as number] as number) / length;
    return { ids, weights };
  }

  return {
    size: rarity.length,
    features: buckets.map(weighed),
    read: (line) => weighed(bucketsIn(line)),
  };
}
