import { z } from 'zod';
import { gradeSchema } from './guide.ts';

/*
 * Who is responsible. A table of rules is data (`content/responsibility.json`, and `content/course-voucher.json` for the
 * Berechtigungsschein); this file only reads it, from top to bottom: the first rule whose conditions all hold wins. The
 * Zuständigkeits-Handout itself (Anlage 1 of Vorlage 183/22) is not public; the table is a reconstruction from public
 * sources until the city replaces it.
 */

const name = z.string().regex(/^[a-zA-Z0-9-]{1,40}$/);

const ruleSchema = z.strictObject({
  id: name,
  /** By fact, the values that it may have; every fact named here has to hold. */
  when: z.record(name, z.array(name).min(1)),
  /** The responsible centres, the first one first; none where a person has to be asked. */
  centres: z.array(name).min(1),
  /** Centres that may help as well. */
  also: z.array(name).optional(),
  /** The topic that tells more. */
  topic: z.string().optional(),
  /** What is said above the centres, as a key of the locales; "result" where it is left out. */
  says: name.optional(),
  grade: gradeSchema,
  source: z.string(),
});

export const rulesSchema = z.strictObject({
  version: z.string().min(1),
  /** The facts that can be asked for, each with its possible values. */
  facts: z.record(name, z.array(name).min(2)),
  rules: z.array(ruleSchema).min(1),
});

export type Rule = z.infer<typeof ruleSchema>;
export type Rules = z.infer<typeof rulesSchema>;

/** What is known of a constellation. `unsure` is an answer: nobody knows it, and it is not asked again. */
export type Facts = Readonly<Record<string, string>>;

export const UNSURE = 'unsure';

/** A rule with the facts that made it hold. */
export type Suggestion = { rule: Rule; because: string[] };

const couldHold = ({ when }: Rule, facts: Facts): boolean =>
  Object.entries(when).every(([fact, values]) => {
    const known = facts[fact];
    return known === undefined || values.includes(known);
  });

const holds = (rule: Rule, facts: Facts): boolean =>
  couldHold(rule, facts) && Object.keys(rule.when).every((fact) => facts[fact] !== undefined);

/**
 * The rule that the facts lead to, or undefined where none holds. Facts that are missing or unsure fulfil no
 * condition.
 */
export function suggest({ rules }: Rules, facts: Facts): Suggestion | undefined {
  const rule = rules.find((each) => holds(each, facts));
  return rule && { rule, because: Object.keys(rule.when) };
}

/**
 * The fact to ask for next: the first one that is missing for the first rule that may still hold. Undefined where the
 * facts decide already; so nobody is asked what changes nothing.
 */
export function nextFact({ rules }: Rules, facts: Facts): string | undefined {
  const first = rules.find((rule) => couldHold(rule, facts));
  return first && Object.keys(first.when).find((fact) => facts[fact] === undefined);
}

/** What does not fit together in a table, as a list of sentences. */
export function gapsInRules({ facts, rules }: Rules): string[] {
  const gaps: string[] = [];
  for (const { id, when } of rules) {
    for (const [fact, values] of Object.entries(when)) {
      const possible = facts[fact];
      if (!possible) gaps.push(`rule ${id}: no fact ${fact}`);
      for (const value of values) {
        if (possible && !possible.includes(value))
          gaps.push(`rule ${id}: ${fact} is never ${value}`);
      }
    }
  }
  const last = rules.at(-1);
  if (last && Object.keys(last.when).length > 0) {
    gaps.push(
      `rule ${last.id}: the last rule has to hold always, so that nobody is left without an answer`,
    );
  }
  return gaps;
}
