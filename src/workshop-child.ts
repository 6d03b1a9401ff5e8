import { join } from 'node:path';
import { loadQuestions } from './content/guide.ts';
import { ContentFault } from './content/load.ts';
import { learn } from './domain/understanding/reading.ts';
import { bundleWidget } from './web/bundle.ts';
import type { WorkshopMessage } from './workshop.ts';

/* The workshop itself: it makes everything once, hands it to the process that began it, and ends. */

const root = join(import.meta.dirname, '..');

const tell = (message: WorkshopMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error ? reject(error) : resolve()));
  });

/** Whoever began the work may have ended meanwhile; then nobody needs it. */
process.on('disconnect', () => process.exit());

try {
  await tell({ kind: 'learned', learned: learn(loadQuestions(join(root, 'content'))) });
  await tell({ kind: 'widget', widget: await bundleWidget(root) });
} catch (error) {
  if (!process.connected) process.exit();
  if (!(error instanceof ContentFault)) throw error;
  await tell({ kind: 'contentFault', message: error.message });
}
process.disconnect();
