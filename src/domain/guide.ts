import { z } from 'zod';

/*
 * What the public chat knows: sources, advice centres, and the topics that it answers. The words of the answers are in
 * `content/faq/answers`, one file a language; phone numbers and hours stand here once and nowhere else.
 */

/**
 * How well a fact is founded. S: said for Rheine by a public source. G: a general rule of law or programme. I: an
 * inference, K: general knowledge; these two are marked as to be confirmed by the city.
 */
export const gradeSchema = z.enum(['S', 'G', 'I', 'K']);

const id = z.string().regex(/^[a-z0-9.-]{1,60}$/);
/** A year, a month or a day. */
const dateSchema = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const sourcesSchema = z.record(id, z.object({ name: z.string().min(1), date: dateSchema }));

/** A span of a weekday on which somebody is there; 1 is Monday, times are of Europe/Berlin. */
const hoursSchema = z.object({ weekday: z.number().int().min(1).max(7), from: time, to: time });

/** Where people are: the German name stays as it is on the door. */
const centreSchema = z.strictObject({
  id,
  name: z.string().min(1),
  phone: z.string().min(1).optional(),
  mail: z.email().optional(),
  address: z.string().min(1).optional(),
  hours: z.array(hoursSchema),
  source: id,
  grade: gradeSchema,
  toBeConfirmed: z.boolean(),
});

export const centresSchema = z.array(centreSchema);

export const GROUPS = ['courses', 'integration', 'advice', 'authorities', 'bot'] as const;

const topicSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+\.[a-z0-9]+$/),
  group: z.enum(GROUPS),
  sources: z.array(id).min(1),
  grade: gradeSchema,
  /** Who can be reached about it, most fitting first. */
  centres: z.array(id),
  /** A dialog that leads on from here. */
  opens: z.enum(['course', 'advice', 'voucher', 'person', 'language', 'home']).optional(),
  followUps: z.array(z.string()).max(3),
});

export const topicsSchema = z.array(topicSchema);

export type Source = { name: string; date: string };
export type Hours = z.infer<typeof hoursSchema>;
export type Centre = z.infer<typeof centreSchema>;
export type Topic = z.infer<typeof topicSchema>;
export type Group = (typeof GROUPS)[number];

/** Everything the public chat can tell, by id. */
export type Guide = {
  sources: Readonly<Record<string, Source>>;
  centres: ReadonlyMap<string, Centre>;
  topics: ReadonlyMap<string, Topic>;
};

/** The topic that is answered first, whatever else is asked. */
export const EMERGENCY = 'am.notfall';

/** The centre that connects with every other one. */
export const CENTRAL = 'team-bub';

/** What points to something that is not there, as a list of sentences; empty where everything fits together. */
export function gapsIn({ sources, centres, topics }: Guide): string[] {
  const gaps: string[] = [];
  const need = (there: boolean, what: string) => {
    if (!there) gaps.push(what);
  };
  for (const centre of centres.values()) {
    need(Object.hasOwn(sources, centre.source), `centre ${centre.id}: no source ${centre.source}`);
  }
  for (const topic of topics.values()) {
    for (const source of topic.sources) {
      need(Object.hasOwn(sources, source), `topic ${topic.id}: no source ${source}`);
    }
    for (const centre of topic.centres) {
      need(centres.has(centre), `topic ${topic.id}: no centre ${centre}`);
    }
    for (const next of topic.followUps) {
      need(topics.has(next), `topic ${topic.id}: no follow-up ${next}`);
    }
  }
  need(topics.has(EMERGENCY), `no topic ${EMERGENCY}`);
  need(centres.has(CENTRAL), `no centre ${CENTRAL}`);
  return gaps;
}
