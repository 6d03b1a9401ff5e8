import { join } from 'node:path';
import { loadQuestions } from '../src/content/guide.ts';
import { EMERGENCY } from '../src/domain/guide.ts';
import { createUnderstanding, learn, type Meaning } from '../src/domain/understanding/reading.ts';
import { NONE, withExamples } from './examples.ts';
import { serve } from './learner.ts';

/** The understanding of the public chat, as `npm run ask` asks it. */

const questions = loadQuestions(join(import.meta.dirname, '../content'));

function topicOf(meaning: Meaning): string | null {
  if (meaning.kind === 'emergency') return EMERGENCY;
  const isAnswer = meaning.kind === 'topic' || meaning.kind === 'meant';
  return isAnswer ? (meaning.topics[0] ?? null) : null;
}

serve(async (examples) => {
  const { understand, rank } = createUnderstanding(learn(withExamples(questions, examples)));
  return async (line, tongue) => {
    const { meaning } = await understand(line, tongue);
    return async () => {
      const topic = topicOf(meaning);
      if (topic === EMERGENCY) return { topic, three: [EMERGENCY] };
      const ranked = (await rank(line, tongue)).filter(({ label }) => label !== NONE);
      return { topic, three: ranked.slice(0, 3).map(({ label }) => label) };
    };
  };
});
