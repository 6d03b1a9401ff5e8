import MiniSearch from 'minisearch';
import { type Example, NONE } from '../examples.ts';
import { serve } from '../learner.ts';

/** A search engine as it comes: an index a language, an example a document, the topic of the best hit. */

serve(async (examples) => {
  const indexes = new Map(
    Map.groupBy(
      examples.map((example, id) => ({ id, ...example })),
      ({ tongue }) => tongue,
    )
      .entries()
      .map(([tongue, documents]) => {
        const index = new MiniSearch<Example>({ fields: ['text'], storeFields: ['label'] });
        index.addAll(documents);
        return [tongue, index];
      }),
  );
  return async (line, tongue) => {
    const hits = indexes.get(tongue)?.search(line) ?? [];
    return () => {
      const labels = [...new Set(hits.map(({ label }) => String(label)))];
      const [best = NONE] = labels;
      return {
        topic: best === NONE ? null : best,
        three: labels.filter((label) => label !== NONE).slice(0, 3),
      };
    };
  };
});
