import { join } from 'node:path';
import { z } from 'zod';
import { type Courses, coursesSchema, gapsInCourses } from '../domain/courses.ts';
import { centresSchema, type Guide, gapsIn, sourcesSchema, topicsSchema } from '../domain/guide.ts';
import { LOCALES, type Locale, TONGUES, tongueOf } from '../domain/locale.ts';
import { gapsInRules, type Rules, rulesSchema } from '../domain/responsibility.ts';
import { type AllQuestions, questionsSchema } from '../domain/understanding/questions.ts';
import { ContentFault, loadContent } from './load.ts';

/** The answers of one language: `reviewed` once a person who knows the language has read them. */
const answersSchema = z.strictObject({
  reviewed: z.boolean(),
  topics: z.record(
    z.string(),
    z.record(
      z.string(),
      z.strictObject({ title: z.string().min(1).max(60), answer: z.string().min(1).max(1200) }),
    ),
  ),
});

type Answers = z.infer<typeof answersSchema>;

/** Everything that the public chat can tell. */
export type PublicContent = {
  guide: Guide;
  courses: Courses;
  tables: Readonly<Record<'advice' | 'voucher', Rules>>;
  answers: Readonly<Record<Locale, Answers>>;
};

const byId = <T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((each) => [each.id, each]));

const idsIn = ({ topics }: Answers): Set<string> =>
  new Set(
    Object.entries(topics).flatMap(([group, of]) => Object.keys(of).map((id) => `${group}.${id}`)),
  );

/** Topics that a file lacks or has too many of, as a list of sentences. */
function differences(file: string, found: ReadonlySet<string>, topics: Guide['topics']): string[] {
  return [
    ...[...topics.keys()].filter((id) => !found.has(id)).map((id) => `${file}: no ${id}`),
    ...[...found].filter((id) => !topics.has(id)).map((id) => `${file}: there is no topic ${id}`),
  ];
}

/** What rules point to and is not in the guide, as a list of sentences. */
function gapsOfRules({ rules }: Rules, { centres, sources, topics }: Guide): string[] {
  return rules.flatMap((rule) => [
    ...[...rule.centres, ...(rule.also ?? [])]
      .filter((centre) => !centres.has(centre))
      .map((centre) => `rule ${rule.id}: no centre ${centre}`),
    ...(Object.hasOwn(sources, rule.source) ? [] : [`rule ${rule.id}: no source ${rule.source}`]),
    ...(!rule.topic || topics.has(rule.topic) ? [] : [`rule ${rule.id}: no topic ${rule.topic}`]),
  ]);
}

const gapsOfKinds = ({ kinds }: Courses, { sources }: Guide): string[] =>
  kinds
    .filter(({ source }) => !Object.hasOwn(sources, source))
    .map(({ id, source }) => `course kind ${id}: no source ${source}`);

const inFile = (file: string, gaps: readonly string[]): string[] =>
  gaps.map((gap) => `${file}: ${gap}`);

/** Gaps of the guide begin with what they are about. */
const inGuide = (gaps: readonly string[]): string[] =>
  gaps.map((gap) => {
    const isCentre = /^(?:no )?centre /.test(gap);
    return `${isCentre ? 'advice-centres.json' : 'faq/topics.json'}: ${gap}`;
  });

/**
 * Reads what the public chat knows from the folder of the content.
 * @throws ContentFault when a file has another form, or something points to what is not there.
 */
export function loadPublicContent(folder: string): PublicContent {
  const load = <T>(file: string, schema: z.ZodType<T>): T =>
    loadContent(join(folder, file), schema);
  const guide: Guide = {
    sources: load('sources.json', sourcesSchema),
    centres: byId(load('advice-centres.json', centresSchema)),
    topics: byId(load('faq/topics.json', topicsSchema)),
  };
  const courses = load('courses.json', coursesSchema);
  const advice = load('responsibility.json', rulesSchema);
  const voucher = load('course-voucher.json', rulesSchema);
  const answers = Object.fromEntries(
    LOCALES.map((locale) => [locale, load(`faq/answers/${locale}.json`, answersSchema)]),
  ) as Record<Locale, Answers>;
  const gaps = [
    ...inGuide(gapsIn(guide)),
    ...inFile('courses.json', [...gapsInCourses(courses), ...gapsOfKinds(courses, guide)]),
    ...inFile('responsibility.json', [...gapsInRules(advice), ...gapsOfRules(advice, guide)]),
    ...inFile('course-voucher.json', [...gapsInRules(voucher), ...gapsOfRules(voucher, guide)]),
    ...LOCALES.flatMap((locale) =>
      differences(`faq/answers/${locale}.json`, idsIn(answers[locale]), guide.topics),
    ),
    ...(courses.sample ? ['courses.json is the sample'] : []),
  ];
  if (gaps.length > 0) throw new ContentFault(`${folder}:\n  ${gaps.join('\n  ')}`);
  return { guide, courses, tables: { advice, voucher }, answers };
}

/** What stands on the buttons of a language, by topic: whoever types it means the topic. */
function titlesIn(folder: string, locale: Locale): Map<string, string> {
  const { topics } = loadContent(join(folder, `faq/answers/${locale}.json`), answersSchema);
  return new Map(
    Object.entries(topics).flatMap(([group, of]) =>
      Object.entries(of).map(([name, { title }]): [string, string] => [`${group}.${name}`, title]),
    ),
  );
}

/**
 * Reads how people ask, in every language; the titles of the answers are among it.
 * @throws ContentFault when a file has another form, or lacks a topic.
 */
export function loadQuestions(folder: string): AllQuestions {
  const topics = byId(loadContent(join(folder, 'faq/topics.json'), topicsSchema));
  const questions = Object.fromEntries(
    TONGUES.map((tongue) => [
      tongue,
      loadContent(join(folder, `faq/questions/${tongue}.json`), questionsSchema),
    ]),
  ) as AllQuestions;
  const gaps = TONGUES.flatMap((tongue) =>
    differences(
      `faq/questions/${tongue}.json`,
      new Set(Object.keys(questions[tongue].topics)),
      topics,
    ),
  );
  if (gaps.length > 0) throw new ContentFault(`${folder}:\n  ${gaps.join('\n  ')}`);
  for (const locale of LOCALES) {
    const own = questions[tongueOf(locale)].topics;
    for (const [topic, title] of titlesIn(folder, locale)) {
      const texts = own[topic] ?? [];
      const isKnown = texts.some((text) => text.toLowerCase() === title.toLowerCase());
      if (!isKnown) texts.push(title);
    }
  }
  return questions;
}
