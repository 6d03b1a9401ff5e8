import type { Features, Vocabulary } from './features.ts';

/** A label with the share that it has of all labels for a line; shares sum up to 1. */
export type Ranked = { label: string; share: number };

/**
 * What was learned, as plain data. Few labels have seen a feature, so only those are kept: `starts[f]` to
 * `starts[f + 1]` are for feature f the labels that have seen it and what it speaks for them, in units of `UNIT`.
 * `handicaps` is what every feature that a label has not seen speaks against it.
 */
export type Model = {
  labels: readonly string[];
  starts: Int32Array;
  seenBy: Uint8Array;
  evidence: Uint16Array;
  handicaps: Float32Array;
};

/** Evidence stays below 16; finer steps than this change no answer, and need twice the memory. */
const UNIT = 1 / 4096;

/** What every label is taken to have seen of every feature, in weights of lines. */
const SMOOTHING = 0.02;

/** Features overlap, but a line has only the length 1: what they speak is multiplied until shares tell the truth. */
const EMPHASIS = 1.5;

/** What the lines of a label have of each feature, each line with the length 1. */
type Seen = { ids: Int32Array; amounts: Float32Array; total: number };

/** Sums up the lines of one label after the other. */
function summing({ numbering: { rarity }, lines: { ids, starts } }: Vocabulary) {
  const amounts = new Float32Array(rarity.length);
  return (ofLabel: readonly number[]): Seen => {
    const seen: number[] = [];
    let total = 0;
    for (const line of ofLabel) {
      const [from, to] = [starts[line] as number, starts[line + 1] as number];
      let squares = 0;
      for (let at = from; at < to; at++) squares += (rarity[ids[at] as number] as number) ** 2;
      const length = Math.sqrt(squares) || 1;
      for (let at = from; at < to; at++) {
        const id = ids[at] as number;
        const weight = (rarity[id] as number) / length;
        if (amounts[id] === 0) seen.push(id);
        amounts[id] = (amounts[id] as number) + weight;
        total += weight;
      }
    }
    const own: Seen = {
      ids: Int32Array.from(seen),
      amounts: Float32Array.from(seen, (id) => amounts[id] as number),
      total,
    };
    for (const id of seen) amounts[id] = 0;
    return own;
  };
}

/** What labels have seen, turned around: by feature. */
function byFeature(seen: readonly Seen[], size: number) {
  const starts = new Int32Array(size + 1);
  for (const { ids } of seen) for (const id of ids) starts[id + 1] = (starts[id + 1] as number) + 1;
  for (let id = 0; id < size; id++)
    starts[id + 1] = (starts[id + 1] as number) + (starts[id] as number);
  const next = starts.slice(0, size);
  const seenBy = new Uint8Array(starts[size] as number);
  const evidence = new Uint16Array(seenBy.length);
  for (const [label, { ids, amounts }] of seen.entries()) {
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] as number;
      const place = next[id] as number;
      next[id] = place + 1;
      seenBy[place] = label;
      evidence[place] = Math.round(Math.log1p((amounts[at] as number) / SMOOTHING) / UNIT);
    }
  }
  return { starts, seenBy, evidence };
}

/**
 * Learns from examples by multinomial naive Bayes over weighed features. `given` has the label of every line of the
 * vocabulary, 256 different ones at most. Labels with many examples are not preferred.
 */
export function train(vocabulary: Vocabulary, given: readonly string[]): Model {
  const linesOf = new Map<string, number[]>();
  for (const [line, label] of given.entries()) {
    const own = linesOf.get(label);
    if (own) own.push(line);
    else linesOf.set(label, [line]);
  }
  const size = vocabulary.numbering.rarity.length;
  const seen = [...linesOf.values()].map(summing(vocabulary));
  return {
    labels: [...linesOf.keys()],
    ...byFeature(seen, size),
    handicaps: Float32Array.from(seen, ({ total }) => Math.log(total + SMOOTHING * size)),
  };
}

/**
 * Ranks all labels for a line, the likeliest first. A line without any known feature is spread over all of them.
 * `boosts` are added for labels that are to be found sooner (or, below 0, later) than examples alone tell.
 */
export function ranking(
  { labels, starts, seenBy, evidence, handicaps }: Model,
  boosts: Readonly<Record<string, number>> = {},
): (line: Features) => Ranked[] {
  const boosted = labels.map((label) => boosts[label] ?? 0);

  function score({ ids, weights }: Features): Float64Array {
    const scores = new Float64Array(labels.length);
    let whole = 0;
    for (let each = 0; each < ids.length; each++) {
      const id = ids[each] as number;
      const weight = weights[each] as number;
      const unit = weight * UNIT;
      whole += weight;
      for (let at = starts[id] as number; at < (starts[id + 1] as number); at++) {
        const label = seenBy[at] as number;
        scores[label] = (scores[label] as number) + (evidence[at] as number) * unit;
      }
    }
    if (whole === 0) return scores;
    return scores.map(
      (own, label) =>
        EMPHASIS * (own - (handicaps[label] as number) * whole) + (boosted[label] as number),
    );
  }

  return (line) => {
    const scores = score(line);
    const highest = Math.max(...scores);
    const shares = scores.map((each) => Math.exp(each - highest));
    const sum = shares.reduce((all, each) => all + each, 0);
    return labels
      .map((label, number) => ({ label, share: (shares[number] ?? 0) / sum }))
      .sort((a, b) => b.share - a.share);
  };
}
