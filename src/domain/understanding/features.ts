import { foldedWords } from './fold.ts';

/*
 * What a line is recognised by: its words, neighbouring words, and pieces of words of four letters and three at their
 * ends, so that a slip or an unknown ending does not lose the word. Features are hashed, so no text of them is kept.
 */

const PIECE = 4;
const BUCKETS = 1 << 18;
/** So many examples must have a feature; what is rarer tells nothing about other lines. */
const FEWEST = 3;

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

/** A word with its buckets, and its part in the bucket of a pair. */
type Known = { buckets: Int32Array; first: number; second: number };

const knownOf = (word: string): Known => ({
  buckets: bucketsOf(word),
  first: Math.imul(hashed(word, 0, word.length, 5), 31),
  second: hashed(word, 0, word.length, 6),
});

/** A line as the numbers of its features, each with its weight; the weights have length 1 together. */
export type Features = { ids: Int32Array; weights: Float32Array };

const MOST_WORDS = 30_000;

/**
 * Numbered features as plain data: the number of each bucket, -1 where it has none, and how rare each feature is.
 */
export type Numbering = { numbers: Int32Array; rarity: Float32Array };

/** The numbered features of a set of lines. `features` are those of the lines themselves, in their order. */
export type Vocabulary = {
  numbering: Numbering;
  features: readonly Features[];
};

/** Finds the buckets of lines, those of repeated words as often; words are remembered. */
function bucketFinder(): (line: string) => number[] {
  const words = new Map<string, Known>();

  function known(word: string): Known {
    let own = words.get(word);
    if (!own) {
      own = knownOf(word);
      if (words.size >= MOST_WORDS) words.clear();
      words.set(word, own);
    }
    return own;
  }

  return (line) => {
    const all: number[] = [];
    let before: Known | undefined;
    for (const word of foldedWords(line)) {
      const own = known(word);
      for (let at = 0; at < own.buckets.length; at++) all.push(own.buckets[at] as number);
      if (before) all.push((before.first ^ own.second) & (BUCKETS - 1));
      before = own;
    }
    return all;
  };
}

/** Turns buckets into numbered, weighed features. */
function weigher({ numbers, rarity }: Numbering): (buckets: readonly number[]) => Features {
  /** Which line a feature was last weighed in, so that each counts once. */
  const heldIn = new Int32Array(rarity.length).fill(-1);
  let line = 0;
  const held: number[] = [];
  return (buckets) => {
    line++;
    held.length = 0;
    let squares = 0;
    for (const bucket of buckets) {
      const id = numbers[bucket] as number;
      if (id < 0 || heldIn[id] === line) continue;
      heldIn[id] = line;
      held.push(id);
      squares += (rarity[id] as number) ** 2;
    }
    const ids = new Int32Array(held);
    const weights = new Float32Array(ids.length);
    const length = Math.sqrt(squares) || 1;
    for (let at = 0; at < ids.length; at++) {
      weights[at] = (rarity[ids[at] as number] as number) / length;
    }
    return { ids, weights };
  };
}

/** Reads lines into the features of a numbering. */
export function featureReader(numbering: Numbering): (line: string) => Features {
  const find = bucketFinder();
  const weigh = weigher(numbering);
  return (line) => weigh(find(line));
}

/** Numbers the features that at least `fewest` of a set of lines have. */
export function vocabularyOf(lines: readonly string[], fewest = FEWEST): Vocabulary {
  const buckets = lines.map(bucketFinder());
  const counts = new Int32Array(BUCKETS);
  /** The line that a bucket was last seen in, so that each counts once a line. */
  const seenIn = new Int32Array(BUCKETS).fill(-1);
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
    if (count < fewest) continue;
    numbers[bucket] = rarity.length;
    rarity.push(Math.log(1 + lines.length / count));
  }
  const numbering = { numbers, rarity: Float32Array.from(rarity) };
  return { numbering, features: buckets.map(weigher(numbering)) };
}
