import { join } from 'node:path';
import { catalogueSchema, questionsOf } from '../domain/catalogue.ts';
import { contactsSchema } from './contacts.ts';
import { ContentFault, loadContent } from './load.ts';

/** Checks every file of content/ and says what is in it; ends with code 1 and the problems where there are any. */
function check(folder: string): void {
  const catalogue = loadContent(join(folder, 'catalogue.json'), catalogueSchema);
  const { staffHelp } = loadContent(join(folder, 'contacts.json'), contactsSchema);
  const lines = [
    `catalogue ${catalogue.version}: ${catalogue.areas.length} areas, ${questionsOf(catalogue).length} indicators, ${catalogue.protectiveNotes.length} protective notes`,
    `contacts: ${staffHelp.id} (as of ${staffHelp.source.date}${staffHelp.toBeConfirmed ? ', to be confirmed by the city' : ''})`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  check(join(import.meta.dirname, '../../content'));
} catch (error) {
  if (!(error instanceof ContentFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
