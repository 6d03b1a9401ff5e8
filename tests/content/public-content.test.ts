import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadPublicContent, loadQuestions } from '../../src/content/guide.ts';
import { ContentFault } from '../../src/content/load.ts';
import { CENTRAL, EMERGENCY } from '../../src/domain/guide.ts';
import { LOCALES, type Locale, TONGUES } from '../../src/domain/locale.ts';
import { emergencyBy } from '../../src/domain/understanding/emergency.ts';
import {
  createUnderstanding,
  learn,
  type Understand,
} from '../../src/domain/understanding/reading.ts';
import { textsOf } from '../support/locales.ts';
import { aFolder } from '../support/stores.ts';

const CONTENT = join(import.meta.dirname, '../../content');
const { guide, courses, tables, answers } = loadPublicContent(CONTENT);
const questions = loadQuestions(CONTENT);

const topics = [...guide.topics.values()];

/** Title and answer of every topic of a language, by its id. */
const textsIn = (locale: Locale) =>
  Object.entries(answers[locale].topics).flatMap(([group, of]) =>
    Object.entries(of).map(([id, { title, answer }]) => ({ id: `${group}.${id}`, title, answer })),
  );

const LONGEST_TITLE = 45;

describe('What the public chat can tell', () => {
  test('is there in thirteen languages', () => {
    expect(LOCALES).toHaveLength(13);
    expect(topics.length).toBeGreaterThanOrEqual(54);
  });

  test.each(LOCALES)('has title and answer for every topic, and for no other: %s', (locale) => {
    const told = textsIn(locale);
    expect(told.map(({ id }) => id).sort()).toEqual([...guide.topics.keys()].sort());
    expect(told.filter(({ title, answer }) => !title.trim() || !answer.trim())).toEqual([]);
  });

  test.each(LOCALES)('has titles that fit on a button: %s', (locale) => {
    const long = textsIn(locale).filter(({ title }) => [...title].length > LONGEST_TITLE);
    expect(long.map(({ id, title }) => `${id} ${title}`)).toEqual([]);
  });

  test.each(LOCALES)('has no two topics with the same title: %s', (locale) => {
    const titles = textsIn(locale).map(({ title }) => title.trim().toLowerCase());
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test.each(LOCALES)(
    'has no placeholder, no markup and nothing left over in an answer: %s',
    (locale) => {
      const odd = textsIn(locale).filter(({ title, answer }) =>
        /[{}<>]|\$t\(|\bTODO\b|\bXXX\b|undefined|\[\w+\]\(/.test(`${title}\n${answer}`),
      );
      expect(odd.map(({ id }) => id)).toEqual([]);
    },
  );

  test.each(LOCALES)('names 110 and 112 in the answer to an emergency: %s', (locale) => {
    const { answer } = textsIn(locale).find(({ id }) => id === EMERGENCY) ?? { answer: '' };
    expect(answer).toContain('110');
    expect(answer).toContain('112');
  });

  test.each(LOCALES.filter((locale) => locale !== 'de'))('is translated: %s', (locale) => {
    const german = new Map(textsIn('de').map(({ id, answer }) => [id, answer]));
    const same = textsIn(locale).filter(({ id, answer }) => german.get(id) === answer);
    expect(same.length).toBeLessThan(locale === 'de-x-simple' ? topics.length / 2 : 1);
  });

  test('is binding in German, which somebody has read', () => {
    expect(answers.de.reviewed).toBe(true);
  });

  test('has a source for every topic, a centre for every name, and a topic for every follow-up', () => {
    const gaps = topics.flatMap(({ id, sources, centres, followUps }) => [
      ...sources.filter((each) => !guide.sources[each]).map((each) => `${id}: ${each}`),
      ...centres.filter((each) => !guide.centres.has(each)).map((each) => `${id}: ${each}`),
      ...followUps.filter((each) => !guide.topics.has(each)).map((each) => `${id}: ${each}`),
    ]);
    expect(gaps).toEqual([]);
    expect(topics.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  test('leads from no topic to itself, and to nothing twice', () => {
    const odd = topics.filter(
      ({ id, followUps }) => followUps.includes(id) || new Set(followUps).size < followUps.length,
    );
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  test('has a source for every centre, and a telephone for the one that connects', () => {
    const centres = [...guide.centres.values()];
    expect(centres.filter(({ source }) => !guide.sources[source])).toEqual([]);
    expect(guide.centres.get(CENTRAL)?.phone).toBeTruthy();
  });

  test('has the emergency numbers first where an emergency is answered', () => {
    const numbers = guide.topics
      .get(EMERGENCY)
      ?.centres.map((each) => guide.centres.get(each)?.phone);
    expect(numbers?.slice(0, 2)).toEqual(['110', '112']);
  });

  test('has opening hours that end after they began', () => {
    const odd = [...guide.centres.values()].filter(({ hours }) =>
      hours.some(({ from, to }) => from >= to),
    );
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  test('is shown in a group of the list, every topic in one', () => {
    const groups = new Set(topics.map(({ group }) => group));
    expect([...groups].sort()).toEqual(
      ['advice', 'authorities', 'bot', 'courses', 'integration'].sort(),
    );
  });

  test('leads from every rule to centres, a source and, where it names one, a topic', () => {
    const rules = Object.values(tables).flatMap((table) => table.rules);
    const gaps = rules.flatMap(({ id, centres, also = [], source, topic }) => [
      ...[...centres, ...also].filter((each) => !guide.centres.has(each)).map((each) => [id, each]),
      ...(guide.sources[source] ? [] : [[id, source]]),
      ...(!topic || guide.topics.has(topic) ? [] : [[id, topic]]),
    ]);
    expect(gaps).toEqual([]);
  });
});

describe('The words for it', () => {
  test.each(LOCALES)(
    'are there for every fact of the rules, every value and every result: %s',
    (locale) => {
      const texts = textsOf(locale);
      const keys = Object.entries(tables).flatMap(([table, { facts, rules }]) => [
        ...Object.entries(facts).flatMap(([fact, values]) => [
          `${table}:${fact}.question`,
          ...values.map((value) => `${table}:${fact}.${value}`),
        ]),
        ...rules.map(({ says = 'result' }) => `${table}:${says}`),
      ]);
      expect(keys.filter((key) => !texts.has(key))).toEqual([]);
    },
  );

  test.each(LOCALES)(
    'are there for every kind of course, its place and its rhythm: %s',
    (locale) => {
      const texts = textsOf(locale);
      const keys = courses.kinds.flatMap(({ id, place, rhythm }) => [
        `course:kind.${id}`,
        `course:${place}`,
        `course:${rhythm}`,
      ]);
      expect(keys.filter((key) => !texts.has(key))).toEqual([]);
    },
  );

  test.each(LOCALES)('are there for every group of topics: %s', (locale) => {
    const texts = textsOf(locale);
    const keys = topics.map(({ group }) => `visit:group.${group}`);
    expect(keys.filter((key) => !texts.has(key))).toEqual([]);
  });
});

describe('How people ask', () => {
  test.each(TONGUES)('has examples for every topic and for none: %s', (tongue) => {
    expect(Object.keys(questions[tongue].topics).sort()).toEqual([...guide.topics.keys()].sort());
    expect(questions[tongue].none.length).toBeGreaterThanOrEqual(60);
  });

  test.each(TONGUES)(
    'has no example twice, and none that is for nobody here as well: %s',
    async (tongue) => {
      // As they are written: the titles of the answers are added when they are read.
      const file = await readFile(join(CONTENT, `faq/questions/${tongue}.json`), 'utf8');
      const { topics: of, none }: QuestionFile = JSON.parse(file);
      const all = [...Object.values(of).flat(), ...none].map((text) => text.trim().toLowerCase());
      expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([]);
    },
  );

  test.each(TONGUES)('has words for every phrase: %s', (tongue) => {
    const missing = Object.entries(questions[tongue].smalltalk).filter(
      ([, texts]) => !texts.length,
    );
    expect(Object.keys(questions[tongue].smalltalk)).toHaveLength(10);
    expect(missing).toEqual([]);
  });
});

describe('An emergency', () => {
  const isEmergency = emergencyBy(TONGUES.map((tongue) => questions[tongue].emergency));
  let understand: Understand;
  beforeAll(() => {
    ({ understand } = createUnderstanding(learn(questions)));
  });

  test.each(TONGUES)('is found in every example of one: %s', async (tongue) => {
    const examples = questions[tongue].topics[EMERGENCY] ?? [];
    expect(examples.length).toBeGreaterThan(40);
    const missed: string[] = [];
    for (const text of examples) {
      if ((await understand(text, tongue)).meaning.kind !== 'emergency') missed.push(text);
    }
    expect(missed).toEqual([]);
  });

  test.each(TONGUES)('is seen by the rules in no example of another topic: %s', (tongue) => {
    const seen = Object.entries(questions[tongue].topics)
      .filter(([topic]) => topic !== EMERGENCY)
      .flatMap(([topic, texts]) => texts.filter(isEmergency).map((text) => `${topic}: ${text}`));
    expect(seen).toEqual([]);
  });

  test.each(TONGUES)('is seen by the rules in nothing that is for nobody here: %s', (tongue) => {
    expect(questions[tongue].none.filter(isEmergency)).toEqual([]);
  });

  test.each(LOCALES)('is seen by the rules in no answer to another topic: %s', (locale) => {
    const { topics: groups } = answers[locale];
    const sentences = Object.entries(groups).flatMap(([group, of]) =>
      Object.entries(of)
        .filter(([name]) => `${group}.${name}` !== EMERGENCY)
        .flatMap(([, { title, answer }]) => [title, ...answer.split(/(?<=[.!?:؟])\s|\n/)]),
    );
    expect(sentences.filter(isEmergency)).toEqual([]);
  });

  test.each(TONGUES)('is no phrase: %s', (tongue) => {
    const texts = Object.values(questions[tongue].smalltalk).flat();
    expect(texts.filter(isEmergency)).toEqual([]);
  });
});

type Json = Record<string, unknown>;

/** Changes one file of a copy of the content, and reads the copy. */
async function reading(file: string, change: (content: never) => unknown) {
  const folder = await aFolder();
  await cp(CONTENT, folder, { recursive: true });
  const path = join(folder, file);
  const changed = change(JSON.parse(await readFile(path, 'utf8')) as never);
  await writeFile(path, JSON.stringify(changed));
  return {
    folder,
    read: () => {
      loadPublicContent(folder);
      loadQuestions(folder);
    },
  };
}

/** The message with which it is refused. */
function refusalOf(read: () => void): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ContentFault) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

/** One entry of a list with some members changed. */
const first = <T extends object>(list: T[], change: object): T[] =>
  list.map((each, index) => (index === 0 ? { ...each, ...change } : each));
/** One entry of a list that an id names. */
const the = <T extends { id: string }>(list: T[], id: string, change: object): T[] =>
  list.map((each) => (each.id === id ? { ...each, ...change } : each));

type Listed = ({ id: string } & Json)[];
type RuleFile = { facts: Json; rules: ({ id: string; when: Json } & Json)[] };
type CourseFile = { kinds: Listed; courses: Json[] } & Json;
type AnswerFile = { topics: Record<string, Record<string, Json>> } & Json;
type QuestionFile = { topics: Record<string, string[]>; none: string[] } & Json;

const aCourse = {
  id: 'a-1',
  kind: 'beginner',
  days: [{ weekday: 1, from: '09:00', to: '10:30' }],
  place: 'Raum 1',
  from: '2027-01-11',
  to: '2027-04-02',
};
const withCourse = (given: object) => (file: CourseFile) => ({
  ...file,
  courses: [{ ...aCourse, ...given }],
});

type Case = readonly [
  name: string,
  file: string,
  change: (content: never) => unknown,
  says: string,
];

const inTopics = (change: object) => (list: Listed) => the(list, 'so.was', change);
const inCentres = (change: object) => (list: Listed) => the(list, 'caritas', change);
const inAnswer = (change: object) => (file: AnswerFile) => ({
  ...file,
  topics: {
    ...file.topics,
    so: { ...file.topics['so'], was: { ...file.topics['so']?.['was'], ...change } },
  },
});
const inRule = (change: object) => (file: RuleFile) => ({
  ...file,
  rules: first(file.rules, change),
});

const broken: readonly Case[] = [
  [
    'a topic without its source',
    'faq/topics.json',
    inTopics({ sources: ['nobody'] }),
    'topic so.was: no source nobody',
  ],
  ['a topic without any source', 'faq/topics.json', inTopics({ sources: [] }), 'sources'],
  [
    'a topic without its centre',
    'faq/topics.json',
    inTopics({ centres: ['nobody'] }),
    'topic so.was: no centre nobody',
  ],
  [
    'a topic without its follow-up',
    'faq/topics.json',
    inTopics({ followUps: ['so.nichts'] }),
    'topic so.was: no follow-up so.nichts',
  ],
  ['a topic that opens what is not there', 'faq/topics.json', inTopics({ opens: 'shop' }), 'opens'],
  ['a topic with a slip in its members', 'faq/topics.json', inTopics({ folowUps: [] }), 'folowUps'],
  [
    'no topic for an emergency',
    'faq/topics.json',
    (list: Listed) => list.filter(({ id }) => id !== EMERGENCY),
    'no topic am.notfall',
  ],
  [
    'a centre without its source',
    'advice-centres.json',
    inCentres({ source: 'nobody' }),
    'centre caritas: no source nobody',
  ],
  ['a centre whose mail is none', 'advice-centres.json', inCentres({ mail: 'Zimmer 213' }), 'mail'],
  [
    'a centre on an eighth day',
    'advice-centres.json',
    inCentres({ hours: [{ weekday: 8, from: '09:00', to: '12:00' }] }),
    'weekday',
  ],
  [
    'no centre that connects',
    'advice-centres.json',
    (list: Listed) => list.filter(({ id }) => id !== CENTRAL),
    'no centre team-bub',
  ],
  [
    'a source with a German date',
    'sources.json',
    (file: Json) => ({ ...file, lotse: { name: 'Lotse', date: '21.11.2026' } }),
    'lotse',
  ],
  ['an answer that is empty', 'faq/answers/uk.json', inAnswer({ answer: '' }), 'answer'],
  [
    'a title that is far too long',
    'faq/answers/uk.json',
    inAnswer({ title: 'x'.repeat(61) }),
    'title',
  ],
  ['an answer with a member too many', 'faq/answers/uk.json', inAnswer({ note: 'x' }), 'note'],
  [
    'a language that lacks a topic',
    'faq/answers/tr.json',
    (file: AnswerFile) => ({ ...file, topics: { ...file.topics, bsk: {} } }),
    'faq/answers/tr.json: no bsk.was',
  ],
  [
    'a language with a topic too many',
    'faq/answers/tr.json',
    (file: AnswerFile) => ({
      ...file,
      topics: { ...file.topics, xx: { was: { title: 'x', answer: 'x' } } },
    }),
    'faq/answers/tr.json: there is no topic xx.was',
  ],
  [
    'a language of which nobody says whether it was read',
    'faq/answers/ku.json',
    ({ topics: of }: AnswerFile) => ({ topics: of }),
    'reviewed',
  ],
  [
    'questions that lack a topic',
    'faq/questions/ar.json',
    (file: QuestionFile) => ({ ...file, topics: { ...file.topics, 'so.was': undefined } }),
    'faq/questions/ar.json: no so.was',
  ],
  [
    'questions of a topic that is not there',
    'faq/questions/ar.json',
    (file: QuestionFile) => ({
      ...file,
      topics: { ...file.topics, 'so.nichts': file.none.slice(0, 8) },
    }),
    'faq/questions/ar.json: there is no topic so.nichts',
  ],
  [
    'too few questions of a topic',
    'faq/questions/ar.json',
    (file: QuestionFile) => ({ ...file, topics: { ...file.topics, 'so.was': ['?'] } }),
    'so.was',
  ],
  [
    'too few questions for nobody',
    'faq/questions/ar.json',
    (file: QuestionFile) => ({ ...file, none: file.none.slice(0, 10) }),
    'none',
  ],
  [
    'questions without rules for emergencies',
    'faq/questions/ar.json',
    (file: QuestionFile) => ({ ...file, emergency: undefined }),
    'emergency',
  ],
  [
    'a phrase that there is not',
    'faq/questions/ar.json',
    (file: QuestionFile) => ({
      ...file,
      smalltalk: { ...Object(file['smalltalk']), maybe: ['x'] },
    }),
    'smalltalk',
  ],
  [
    'a rule without its centre',
    'responsibility.json',
    inRule({ centres: ['nobody'] }),
    'rule R8-law: no centre nobody',
  ],
  [
    'a rule without its second centre',
    'responsibility.json',
    inRule({ also: ['nobody'] }),
    'rule R8-law: no centre nobody',
  ],
  [
    'a rule without its source',
    'responsibility.json',
    inRule({ source: 'nobody' }),
    'rule R8-law: no source nobody',
  ],
  [
    'a rule without its topic',
    'responsibility.json',
    inRule({ topic: 'so.nichts' }),
    'rule R8-law: no topic so.nichts',
  ],
  [
    'a rule about a fact that is not there',
    'responsibility.json',
    inRule({ when: { weather: ['rain'] } }),
    'rule R8-law: no fact weather',
  ],
  [
    'a rule about a value that is not there',
    'responsibility.json',
    inRule({ when: { concern: ['rain'] } }),
    'rule R8-law: concern is never rain',
  ],
  [
    'rules that leave somebody without an answer',
    'responsibility.json',
    (file: RuleFile) => ({
      ...file,
      rules: file.rules.filter(({ when }) => Object.keys(when).length > 0),
    }),
    'the last rule has to hold always',
  ],
  ['no rules', 'responsibility.json', (file: RuleFile) => ({ ...file, rules: [] }), 'rules'],
  [
    'a kind of course without its source',
    'courses.json',
    (file: CourseFile) => ({ ...file, kinds: first(file.kinds, { source: 'nobody' }) }),
    'course kind alphabet: no source nobody',
  ],
  [
    'a course of a kind that is not there',
    'courses.json',
    withCourse({ kind: 'dance' }),
    'course a-1: no kind dance',
  ],
  [
    'a course that ends before it begins',
    'courses.json',
    withCourse({ to: '2026-04-02' }),
    'ends before it begins',
  ],
  ['a course on no day', 'courses.json', withCourse({ days: [] }), 'days'],
  [
    'a course with the name of a kind',
    'courses.json',
    withCourse({ id: 'beginner' }),
    'beginner comes twice',
  ],
  [
    'the sample in place of the courses',
    'courses.json',
    (file: CourseFile) => ({ ...file, sample: true }),
    'courses.json is the sample',
  ],
];

describe('Content that is broken', () => {
  test.each(broken)(
    'is refused with its file and its problem: %s',
    async (_name, file, change, says) => {
      const { read } = await reading(file, change);
      const message = refusalOf(read);
      expect(message).toContain(says);
      expect(message).toContain(file);
    },
  );

  test('is refused with every problem at once', async () => {
    const { read } = await reading(
      'faq/topics.json',
      inTopics({ sources: ['nobody'], centres: ['nobody'], followUps: ['so.nichts'] }),
    );
    const message = refusalOf(read);
    for (const what of ['no source nobody', 'no centre nobody', 'no follow-up so.nichts']) {
      expect(message).toContain(what);
    }
  });

  test.each([
    'sources.json',
    'advice-centres.json',
    'faq/topics.json',
    'courses.json',
    'responsibility.json',
    'faq/answers/pt.json',
    'faq/questions/pl.json',
  ])('is refused where a file is missing, or is no JSON: %s', async (file) => {
    const { folder, read } = await reading(file, (content) => content);
    expect(read).not.toThrow();
    await writeFile(join(folder, file), '{"topics": ');
    expect(refusalOf(read)).toContain(`${file} cannot be read as JSON`);
    await rm(join(folder, file));
    expect(refusalOf(read)).toContain(`${file} cannot be read as JSON`);
  });
});
