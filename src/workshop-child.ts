import { join } from 'node:path';
import { learnedModel } from './content/learned.ts';
import { ContentFault } from './content/load.ts';
import { bundleWidget } from './web/bundle.ts';
import type { WorkshopMessage } from './workshop.ts';

/* The workshop itself: it makes what its argument names, hands it to the process that began it, and ends. */

const root = join(import.meta.dirname, '..');

/** Hands something over. Where whoever began the work has ended meanwhile, nobody needs it any more. */
const tell = (message: WorkshopMessage): Promise<void> =>
  new Promise((resolve) => {
    process.send?.(message, undefined, {}, (error) => (error ? process.exit() : resolve()));
  });

process.on('disconnect', () => process.exit());

try {
  const made = process.argv[2] === 'widget' ? await bundleWidget(root) : learnedModel();
  await tell({ kind: 'made', made });
} catch (error) {
  if (!(error instanceof ContentFault)) throw error;
  await tell({ kind: 'contentFault', message: error.message });
}
process.disconnect();
