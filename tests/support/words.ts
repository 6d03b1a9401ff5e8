import { readFileSync } from 'node:fs';
import type { Locale } from '../../src/domain/locale.ts';
import { textsOf } from './locales.ts';

/** The words of the bot in a language, by key. */
export function wordsOf(locale: Locale): (key: string) => string {
  const texts = textsOf(locale);
  return (key) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`there is no text ${key} in ${locale}`);
    return text;
  };
}

type Answers = {
  reviewed: boolean;
  topics: Record<string, Record<string, { title: string; answer: string }>>;
};

const answersIn = (locale: Locale): Answers =>
  JSON.parse(
    readFileSync(new URL(`../../content/faq/answers/${locale}.json`, import.meta.url), 'utf8'),
  );

/** The answer to a topic as it stands in the content of a language, and whether somebody has reviewed the language. */
export function answerOf(locale: Locale, topic: string) {
  const { reviewed, topics } = answersIn(locale);
  const [group = '', id = ''] = topic.split('.');
  const found = topics[group]?.[id];
  if (!found) throw new Error(`there is no answer to ${topic} in ${locale}`);
  return { ...found, reviewed };
}

/** A text of the content as it is compared: every gap is one blank. */
export const plain = (text: string): string =>
  text
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replace(/\*\*/g, '')
    .replace(/^[-•] /gm, '')
    .replace(/\s+/g, ' ')
    .trim();
