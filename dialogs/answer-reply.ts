import { EMERGENCY, type Guide, type Source, type Topic } from '../src/domain/guide.ts';
import { contactCards, telephoneLink } from './contact-card.ts';
import { asOf, type Button, button, type Choice, type Part, say, type Words } from './dialog.ts';

export const titleOf = (topic: string): Words => say(`faq:${topic}.title`);

export const topicButton = (topic: string): Button => ({
  words: titleOf(topic),
  event: { type: 'TOPIC', topic },
});

const OPENS: Readonly<Record<NonNullable<Topic['opens']>, readonly [string, Choice]>> = {
  course: ['visit:course', { type: 'COURSE' }],
  advice: ['visit:advice', { type: 'ADVICE' }],
  voucher: ['visit:voucher', { type: 'VOUCHER' }],
  person: ['visit:person', { type: 'PERSON' }],
  language: ['visit:language', { type: 'LANGUAGES' }],
  home: ['visit:home', { type: 'HOME' }],
};

/** Facts that the city has yet to confirm say so. */
const isUnconfirmed = ({ grade }: Topic): boolean => grade === 'I' || grade === 'K';

export function sourceWords(sources: readonly (Source | undefined)[]): Words[] {
  return sources.flatMap((source) =>
    source ? say('visit:source', { name: { plain: source.name }, date: asOf(source.date) }) : [],
  );
}

/** In an emergency the numbers come first, each one tap away; everything else can be read later. */
function emergencyParts(guide: Guide, { id, centres }: Topic, sources: Words[]): Part[] {
  const links = centres.flatMap((centre) => {
    const { name, phone } = guide.centres.get(centre) ?? {};
    if (!name || !phone) return [];
    const words: Words = { list: [{ plain: name }, { plain: phone }], by: ' ' };
    return { words, url: telephoneLink(phone) };
  });
  return [
    { kind: 'card', title: titleOf(id), lines: [], links },
    { kind: 'text', words: say(`faq:${id}.answer`) },
    { kind: 'provenance', sources },
  ];
}

/** The reviewed answer to a topic with its source, its date and who can be reached; empty where there is none. */
export function answerParts(guide: Guide, id: string, at: string): Part[] {
  const topic = guide.topics.get(id);
  if (!topic) return [];
  const sources = sourceWords(topic.sources.map((source) => guide.sources[source]));
  if (id === EMERGENCY) return emergencyParts(guide, topic, sources);
  return [
    { kind: 'text', words: titleOf(id), size: 'title' },
    { kind: 'text', words: say(`faq:${id}.answer`) },
    {
      kind: 'provenance',
      sources: isUnconfirmed(topic) ? [...sources, say('visit:unconfirmed')] : sources,
    },
    ...contactCards(guide, topic.centres, at),
  ];
}

const MOST_WAYS = 3;

/** The ways on from an answer: what leads further first, then what is asked next. */
export function waysOn(guide: Guide, id: string): Button[] {
  const topic = guide.topics.get(id);
  const opens = topic?.opens && OPENS[topic.opens];
  return [
    ...(opens ? [button(opens[0], opens[1], 'primary')] : []),
    ...(topic?.followUps ?? []).map(topicButton),
  ].slice(0, MOST_WAYS);
}
