import { createInterface } from 'node:readline';
import { z } from 'zod';
import { learnedModel } from '../src/content/learned.ts';
import { EMERGENCY } from '../src/domain/guide.ts';
import { localeFrom } from '../src/domain/locale.ts';
import { createUnderstanding } from '../src/domain/understanding/reading.ts';

/*
 * Asks the understanding of the public chat without a server: a JSON object with `q` and `lang` a line in, a line
 * `{topic, candidates: [{topic, score}], ms}` out. `topic` is null where the chat would not answer.
 */

const askedSchema = z.object({ q: z.string(), lang: z.string().default('de') });
const MOST_CANDIDATES = 3;

const { understand, rank } = createUnderstanding(learnedModel());

async function answer(line: string): Promise<object> {
  const asked = askedSchema.parse(JSON.parse(line));
  const locale = localeFrom(asked.lang) ?? 'de';
  const start = performance.now();
  const { meaning } = await understand(asked.q, locale);
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  if (meaning.kind === 'emergency') {
    return { topic: EMERGENCY, candidates: [{ topic: EMERGENCY, score: 1 }], ms };
  }
  const candidates = (await rank(asked.q, locale))
    .filter(({ label }) => label !== 'none')
    .slice(0, MOST_CANDIDATES)
    .map(({ label, share }) => ({ topic: label, score: Math.round(share * 1000) / 1000 }));
  const isAnswer = meaning.kind === 'topic' || meaning.kind === 'meant';
  return { topic: isAnswer ? (meaning.topics[0] ?? null) : null, candidates, ms };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  try {
    console.log(JSON.stringify(await answer(line)));
  } catch {
    console.log(JSON.stringify({ error: 'not a JSON object with q and lang' }));
  }
}
