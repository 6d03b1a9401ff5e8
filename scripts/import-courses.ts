import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { loadContent } from '../src/content/load.ts';
import { coursesSchema, gapsInCourses } from '../src/domain/courses.ts';

/*
 * Takes the courses of a term from a CSV file (as Excel saves it in German: semicolons, first line with the names of
 * the columns) into content/courses.json; the kinds of courses stay. Nothing is written unless every line is right.
 *
 *   npm run courses:import -- kurse.csv 2027-01-11
 */

const USAGE = 'npm run courses:import -- <file.csv> <day of the list, YYYY-MM-DD>';

const list = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);

const WEEKDAYS = ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so'];

/** "Mo 09:00-10:30, Mi 09:00-10:30" */
function daysFrom(text: string): { weekday: number; from: string; to: string }[] {
  return list(text).map((each) => {
    const found = /^(\p{L}{2})\.? (\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})$/u.exec(each);
    const weekday = WEEKDAYS.indexOf(found?.[1]?.toLowerCase() ?? '') + 1;
    const [, , from = '', to = ''] = found ?? [];
    return { weekday, from: from.padStart(5, '0'), to: to.padStart(5, '0') };
  });
}

/** "11.01.2027" or "2027-01-11" */
const dayFrom = (text: string): string =>
  text.trim().replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, '$3-$2-$1');

const CHILDCARE: Readonly<Record<string, string>> = { ja: 'yes', nein: 'no', teilweise: 'partly' };

const column = z.string().default('');

const lineSchema = z
  .object({
    id: column,
    art: column,
    fuer: column,
    niveau: column,
    zeit: column,
    tage: column,
    ort: column,
    stadtteil: column,
    kinderbetreuung: column,
    online: column,
    von: column,
    bis: column,
    plaetze: column,
  })
  .transform((line) => ({
    id: line.id,
    kind: line.art,
    ...(line.fuer ? { whom: list(line.fuer) } : {}),
    ...(line.niveau ? { levels: list(line.niveau) } : {}),
    ...(line.zeit ? { times: list(line.zeit) } : {}),
    ...(line.kinderbetreuung
      ? { childcare: CHILDCARE[line.kinderbetreuung.toLowerCase()] ?? line.kinderbetreuung }
      : {}),
    ...(line.online ? { online: line.online.toLowerCase() === 'ja' } : {}),
    days: daysFrom(line.tage),
    place: line.ort,
    ...(line.stadtteil ? { quarter: line.stadtteil } : {}),
    from: dayFrom(line.von),
    to: dayFrom(line.bis),
    ...(line.plaetze ? { seats: Number(line.plaetze) } : {}),
  }));

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const [file, asOf] = process.argv.slice(2);
if (!file || !asOf) fail(USAGE);

const path = join(import.meta.dirname, '../content/courses.json');
/** Lines as objects by the names of the columns; Excel separates with semicolons, others with commas. */
function rowsOf(text: string): unknown[] {
  const delimiter = text.split('\n')[0]?.includes(';') ? ';' : ',';
  try {
    return parse(text, {
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      delimiter,
      bom: true,
      trim: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    return fail(`Nothing was changed. The file cannot be read: ${(error as Error).message}`);
  }
}

const text = readFileSync(file, 'utf8');
if (text.includes('\uFFFD')) fail('Nothing was changed. Please save the file as “CSV UTF-8”.');
const rows = rowsOf(text);
const courses = rows.map((row) => lineSchema.parse(row));
const before = loadContent(path, coursesSchema);
const checked = coursesSchema.safeParse({ ...before, asOf, courses });
if (!checked.success) {
  const problems = checked.error.issues.map(({ path: where, message }) => {
    const [, index, ...rest] = where;
    const line = typeof index === 'number' ? `line ${index + 2}` : 'the list';
    return `  ${line}, ${rest.join('.')}: ${message}`;
  });
  fail(`Nothing was changed. These lines cannot be used:\n${problems.join('\n')}`);
}
const gaps = gapsInCourses(checked.data);
if (gaps.length > 0) fail(`Nothing was changed:\n  ${gaps.join('\n  ')}`);
writeFileSync(path, `${JSON.stringify(checked.data, null, 2)}\n`);
console.log(`${courses.length} courses as of ${asOf} in content/courses.json`);
