import type { Tongue } from '../locale.ts';
import type { Features, Packed } from './features.ts';

/** A language with the share that it has of all for a line. */
export type TongueShare = { tongue: Tongue; share: number };

const SMOOTHING = 0.05;
const MOST = 255;

/** In which language which feature was seen how often, as plain data. */
export type TongueModel = {
  tongues: readonly Tongue[];
  /** Up to `MOST`; what is seen more often tells no more. */
  counts: Uint8Array;
  totals: Float64Array;
};

/**
 * Learns which features are seen in which language; there are `size` features, and `given` has the language of every
 * line. Words of a language in another script count as its own, so that transliterated lines are recognised too.
 */
export function countTongues(
  { ids, starts }: Packed,
  given: readonly Tongue[],
  size: number,
): TongueModel {
  const tongues = [...new Set(given)];
  const many = tongues.length;
  const numbers = new Map(tongues.map((tongue, number) => [tongue, number]));
  const counts = new Uint8Array(size * many);
  const totals = new Float64Array(many);
  for (const [line, tongue] of given.entries()) {
    const number = numbers.get(tongue) ?? 0;
    const [from, to] = [starts[line] as number, starts[line + 1] as number];
    for (let at = from; at < to; at++) {
      const cell = (ids[at] as number) * many + number;
      counts[cell] = Math.min(MOST, (counts[cell] as number) + 1);
    }
    totals[number] = (totals[number] as number) + to - from;
  }
  return { tongues, counts, totals };
}

/** All languages for a line by naive Bayes, the likeliest first. */
export function tongueRanking({ tongues, counts, totals }: TongueModel) {
  const many = tongues.length;
  const size = counts.length / many;
  return ({ ids }: Features): TongueShare[] => {
    const scores = tongues.map((_, number) => {
      let score = 0;
      for (const id of ids) {
        const count = counts[id * many + number] as number;
        score += Math.log((count + SMOOTHING) / ((totals[number] as number) + SMOOTHING * size));
      }
      // Features overlap; their evidence does not add up in full.
      return score / 4;
    });
    const highest = Math.max(...scores);
    const shares = scores.map((score) => Math.exp(score - highest));
    const sum = shares.reduce((a, b) => a + b, 0);
    return tongues
      .map((tongue, number) => ({ tongue, share: (shares[number] ?? 0) / sum }))
      .sort((a, b) => b.share - a.share);
  };
}
