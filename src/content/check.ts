import { join } from 'node:path';
import { catalogueSchema, questionsOf } from '../domain/catalogue.ts';
import { LOCALES } from '../domain/locale.ts';
import { contactsSchema } from './contacts.ts';
import { loadPublicContent, loadQuestions } from './guide.ts';
import { ContentFault, loadContent } from './load.ts';

/** Checks every file of content/ and says what is in it; ends with code 1 and the problems where there are any. */
function check(folder: string): void {
  const catalogue = loadContent(join(folder, 'catalogue.json'), catalogueSchema);
  const { staffHelp } = loadContent(join(folder, 'contacts.json'), contactsSchema);
  const lines = [
    `catalogue ${catalogue.version}: ${catalogue.areas.length} areas, ${questionsOf(catalogue).length} indicators, ${catalogue.protectiveNotes.length} protective notes`,
    `contacts: ${staffHelp.id} (as of ${staffHelp.source.date}${staffHelp.toBeConfirmed ? ', to be confirmed by the city' : ''})`,
  ];
  const { guide, courses, tables, answers } = loadPublicContent(folder);
  const questions = loadQuestions(folder);
  const examples = Object.values(questions).flatMap(({ topics }) => Object.values(topics).flat());
  const unreviewed = LOCALES.filter((locale) => !answers[locale].reviewed);
  const unconfirmed = [...guide.centres.values()].filter(({ toBeConfirmed }) => toBeConfirmed);
  lines.push(
    `public chat: ${guide.topics.size} topics in ${LOCALES.length} languages (not yet reviewed: ${unreviewed.join(', ')}), ${examples.length} example questions`,
    `advice centres: ${guide.centres.size}, ${unconfirmed.length} to be confirmed by the city`,
    `courses as of ${courses.asOf}: ${courses.kinds.length} kinds, ${courses.courses.length} single courses`,
    `responsibility ${tables.advice.version}: ${tables.advice.rules.length} rules`,
    `course voucher ${tables.voucher.version}: ${tables.voucher.rules.length} rules`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  check(join(import.meta.dirname, '../../content'));
} catch (error) {
  if (!(error instanceof ContentFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
