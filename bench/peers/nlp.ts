import { NlpManager } from 'node-nlp';
import { NONE } from '../examples.ts';
import { serve } from '../learner.ts';

/** NLP.js with one classifier a language, asked in the language of the question; it writes no files and no log. */

type Processed = { intent: string; classifications: { intent: string }[] };

/** Its own word for what it does not know. */
const UNKNOWN = 'None';
const isTopic = (intent: string): boolean => intent !== NONE && intent !== UNKNOWN;

serve(async (examples) => {
  const languages = [...new Set(examples.map(({ tongue }) => tongue))];
  const manager = new NlpManager({
    languages,
    nlu: { log: false },
    autoSave: false,
    autoLoad: false,
  });
  for (const { text, label, tongue } of examples) manager.addDocument(tongue, text, label);
  await manager.train();
  return async (line, tongue) => {
    const { intent, classifications }: Processed = await manager.process(tongue, line);
    return () => ({
      topic: isTopic(intent) ? intent : null,
      three: classifications
        .map((each) => each.intent)
        .filter(isTopic)
        .slice(0, 3),
    });
  };
});
