import type { Features, Vocabulary } from './features.ts';

/** A label with the share that it has of all labels for a line; shares sum up to 1. */
export type Ranked = { label: string; share: number };

/** Ranks all labels for a line, the likeliest first. A line without any known feature is spread over all labels. */
export type Classifier = (line: string) => Ranked[];

const EPOCHS = 3;
const FIRST_RATE = 5;
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

/** Turns scores into shares, in place. */
function softmax(scores: Float64Array): void {
  const highest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    const share = Math.exp((scores[at] as number) - highest);
    scores[at] = share;
    sum += share;
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] as number) / sum;
}

/**
 * Learns from examples by multinomial logistic regression with stochastic gradient descent. `given` has the label of
 * every line of the vocabulary. The same examples in the same order make the same classifier.
 */
export function train(vocabulary: Vocabulary, given: readonly string[]): Classifier {
  const labels = [...new Set(given)];
  const many = labels.length;
  const numbers = new Map(labels.map((label, number) => [label, number]));
  const lines = vocabulary.features;
  const rights = Int32Array.from(given, (label) => numbers.get(label) ?? 0);
  const weights = new Float32Array(vocabulary.size * many);
  const scores = new Float64Array(many);

  function score({ ids, weights: own }: Features): void {
    scores.fill(0);
    for (let at = 0; at < ids.length; at++) {
      const row = (ids[at] as number) * many;
      const weight = own[at] as number;
      for (let label = 0; label < many; label++) {
        scores[label] = (scores[label] as number) + (weights[row + label] as number) * weight;
      }
    }
    softmax(scores);
  }

  const steps: number[] = [];
  function learn(line: Features, right: number, rate: number): void {
    score(line);
    steps.length = 0;
    for (let label = 0; label < many; label++) {
      const step = (label === right ? 1 : 0) - (scores[label] as number);
      if (Math.abs(step) > LEAST_STEP) steps.push(label, step * rate);
    }
    const { ids, weights: own } = line;
    for (let at = 0; at < ids.length; at++) {
      const row = (ids[at] as number) * many;
      const weight = own[at] as number;
      for (let each = 0; each < steps.length; each += 2) {
        const cell = row + (steps[each] as number);
        weights[cell] = (weights[cell] as number) + (steps[each + 1] as number) * weight;
      }
    }
  }

  const order = shuffled(lines.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const index of order) {
      const line = lines[index];
      if (line) learn(line, rights[index] ?? 0, FIRST_RATE / (1 + epoch));
    }
  }

  return (line) => {
    score(vocabulary.read(line));
    return labels
      .map((label, number) => ({ label, share: scores[number] ?? 0 }))
      .sort((a, b) => b.share - a.share);
  };
}
