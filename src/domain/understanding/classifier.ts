import type { Features, Vocabulary } from './features.ts';

/** A label with the share that it has of all labels for a line; shares sum up to 1. */
export type Ranked = { label: string; share: number };

/** What was learned, as plain data: for each feature a weight for each label, in units of `UNIT`. */
export type Model = { labels: readonly string[]; weights: Int16Array };

/** Weights stay below 32; finer steps than this change no answer, and need twice the memory. */
const UNIT = 1 / 1024;

const EPOCHS = 2;
const FIRST_RATE = 6;
/** Smaller corrections than this are not worth the walk. */
const LEAST_STEP = 0.02;

/** The same order in every run, so that the same examples make the same classifier. */
function shuffled(length: number): Int32Array {
  const order = Int32Array.from({ length }, (_, index) => index);
  let seed = 20_261_121;
  for (let last = length - 1; last > 0; last--) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const other = seed % (last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}

/** Lines one behind the other in typed arrays: `starts[n]` to `starts[n + 1]` are the features of line n. */
type Packed = { cells: Int32Array; weights: Float64Array; starts: Int32Array };

/** `many` is how many weights a feature has; cells are where those of a feature begin. */
function pack(lines: readonly Features[], many: number): Packed {
  const size = lines.reduce((sum, { ids }) => sum + ids.length, 0);
  const packed: Packed = {
    cells: new Int32Array(size),
    weights: new Float64Array(size),
    starts: new Int32Array(lines.length + 1),
  };
  let at = 0;
  for (const [index, { ids, weights }] of lines.entries()) {
    for (let each = 0; each < ids.length; each++, at++) {
      packed.cells[at] = (ids[each] as number) * many;
      packed.weights[at] = weights[each] as number;
    }
    packed.starts[index + 1] = at;
  }
  return packed;
}

/** Shares of all labels for a line of a pack, by the weights learned so far, which come in units. */
function scorer(weights: Float32Array | Int16Array, many: number, unit: number) {
  const shares = new Float64Array(many);

  function add({ cells, weights: own, starts }: Packed, line: number): void {
    shares.fill(0);
    const end = starts[line + 1] as number;
    for (let at = starts[line] as number; at < end; at++) {
      const cell = cells[at] as number;
      const weight = own[at] as number;
      for (let label = 0; label < many; label++) {
        shares[label] = (shares[label] as number) + (weights[cell + label] as number) * weight;
      }
    }
  }

  function normalise(): void {
    let highest = -Infinity;
    for (let label = 0; label < many; label++) highest = Math.max(highest, shares[label] as number);
    let sum = 0;
    for (let label = 0; label < many; label++) {
      const share = Math.exp(((shares[label] as number) - highest) * unit);
      shares[label] = share;
      sum += share;
    }
    for (let label = 0; label < many; label++) shares[label] = (shares[label] as number) / sum;
  }

  /** The same array each time. */
  return (packed: Packed, line: number): Float64Array => {
    add(packed, line);
    normalise();
    return shares;
  };
}

/**
 * Learns from examples by multinomial logistic regression with stochastic gradient descent. `given` has the label of
 * every line of the vocabulary. The same examples in the same order give the same model.
 */
export function train({ numbering, features }: Vocabulary, given: readonly string[]): Model {
  const labels = [...new Set(given)];
  const many = labels.length;
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const rights = Int32Array.from(given, (label) => numbers.get(label) ?? 0);
  const weights = new Float32Array(numbering.rarity.length * many);
  const score = scorer(weights, many, 1);
  const wrong = new Int32Array(many);
  const steps = new Float64Array(many);

  function learn(packed: Packed, line: number, rate: number): void {
    const shares = score(packed, line);
    let count = 0;
    for (let label = 0; label < many; label++) {
      const step = (label === rights[line] ? 1 : 0) - (shares[label] as number);
      if (step < LEAST_STEP && step > -LEAST_STEP) continue;
      wrong[count] = label;
      steps[count] = step * rate;
      count++;
    }
    const end = packed.starts[line + 1] as number;
    for (let at = packed.starts[line] as number; at < end; at++) {
      const start = packed.cells[at] as number;
      const weight = packed.weights[at] as number;
      for (let each = 0; each < count; each++) {
        const cell = start + (wrong[each] as number);
        weights[cell] = (weights[cell] as number) + (steps[each] as number) * weight;
      }
    }
  }

  const packed = pack(features, many);
  const order = shuffled(given.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const line of order) learn(packed, line, FIRST_RATE / (1 + epoch));
  }
  return { labels, weights: Int16Array.from(weights, (weight) => Math.round(weight / UNIT)) };
}

/** Ranks all labels for a line, the likeliest first. A line without any known feature is spread over all of them. */
export function ranking({ labels, weights }: Model): (line: Features) => Ranked[] {
  const score = scorer(weights, labels.length, UNIT);
  return (line) => {
    const shares = score(pack([line], labels.length), 0);
    return labels
      .map((label, number) => ({ label, share: shares[number] ?? 0 }))
      .sort((a, b) => b.share - a.share);
  };
}
