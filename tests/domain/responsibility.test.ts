import { describe, expect, test } from 'vitest';
import data from '../../content/responsibility.json' with { type: 'json' };
import {
  type Facts,
  gapsInRules,
  nextFact,
  type Rule,
  type Rules,
  rulesSchema,
  suggest,
  UNSURE,
} from '../../src/domain/responsibility.ts';

const theRules = rulesSchema.parse(data);

const factsCount = (facts: Facts): number => Object.keys(facts).length;

/** What may be answered to a fact. */
const answersTo = (rules: Rules, fact: string): string[] => [...(rules.facts[fact] ?? []), UNSURE];

/** Every end that answers lead to, each with all that was asked on the way; `unsure` is answered too if wanted. */
function endsOf(rules: Rules, withUnsure: boolean, facts: Facts = {}): Facts[] {
  const fact = nextFact(rules, facts);
  if (fact === undefined) return [facts];
  return answersTo(rules, fact)
    .filter((value) => withUnsure || value !== UNSURE)
    .flatMap((value) => endsOf(rules, withUnsure, { ...facts, [fact]: value }));
}

/** Every place on the way at which something is asked. */
function questionsOf(rules: Rules, facts: Facts = {}): { fact: string; facts: Facts }[] {
  const fact = nextFact(rules, facts);
  if (fact === undefined) return [];
  return [
    { fact, facts },
    ...answersTo(rules, fact).flatMap((value) => questionsOf(rules, { ...facts, [fact]: value })),
  ];
}

/** The end for somebody who answers these facts as given, and `unsure` to all others. */
function endFor(rules: Rules, known: Facts, facts: Facts = {}): Facts {
  const fact = nextFact(rules, facts);
  return fact === undefined
    ? facts
    : endFor(rules, known, { ...facts, [fact]: known[fact] ?? UNSURE });
}

const ruleFor = (facts: Facts): Rule | undefined => suggest(theRules, facts)?.rule;

describe('The shipped table', () => {
  test('fits together', () => {
    expect(gapsInRules(theRules)).toEqual([]);
  });

  test('has every rule once', () => {
    const ids = theRules.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(theRules.rules.map(({ id }) => id))(
    'has the rule %s, which answers can reach',
    (id) => {
      const reached = endsOf(theRules, true).map((facts) => ruleFor(facts)?.id);
      expect(reached).toContain(id);
    },
  );

  test('needs no answer "unsure" to reach any rule', () => {
    const reached = new Set(endsOf(theRules, false).map((facts) => ruleFor(facts)?.id));
    expect(theRules.rules.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  });

  test('has no fact that nobody is ever asked for', () => {
    const asked = new Set(questionsOf(theRules).map(({ fact }) => fact));
    expect([...asked].sort()).toEqual(Object.keys(theRules.facts).sort());
  });

  test('asks for the concern first', () => {
    expect(nextFact(theRules, {})).toBe('concern');
  });

  test('asks nobody what changes nothing', () => {
    for (const { fact, facts } of questionsOf(theRules)) {
      const reachable = answersTo(theRules, fact).map((value) =>
        [
          ...new Set(
            endsOf(theRules, true, { ...facts, [fact]: value }).map((end) => ruleFor(end)?.id),
          ),
        ]
          .sort()
          .join(),
      );
      expect(new Set(reachable).size, `${fact} after ${JSON.stringify(facts)}`).toBeGreaterThan(1);
    }
  });

  test('asks nothing twice, and nothing that was said before the questions', () => {
    for (const { fact, facts } of questionsOf(theRules)) expect(facts).not.toHaveProperty(fact);
    expect(nextFact(theRules, { concern: 'residence', lives: 'rheine' })).toBeUndefined();
    expect(nextFact(theRules, { lives: 'rheine', concern: 'money' })).toBe('benefit');
  });

  test('leads every path to an end with somebody to go to', () => {
    const ends = endsOf(theRules, true);
    expect(ends.length).toBeGreaterThan(20);
    for (const facts of ends) expect(ruleFor(facts)?.centres.length).toBeGreaterThan(0);
  });

  test('asks at most 6 questions on any path', () => {
    expect(Math.max(...endsOf(theRules, true).map(factsCount))).toBeLessThanOrEqual(6);
  });

  test('asks at most 4 questions on average over all paths without "unsure"', () => {
    const counts = endsOf(theRules, false).map(factsCount);
    const sum = counts.reduce((a, b) => a + b, 0);
    expect(sum / counts.length).toBeLessThanOrEqual(4);
  });

  test('names all conditions of a rule as its reasons, and each was answered', () => {
    for (const facts of endsOf(theRules, true)) {
      const suggestion = suggest(theRules, facts);
      expect(suggestion?.because).toEqual(Object.keys(suggestion?.rule.when ?? {}));
      for (const fact of suggestion?.because ?? []) {
        expect(suggestion?.rule.when[fact]).toContain(facts[fact]);
      }
    }
  });
});

describe('Somebody who is unsure', () => {
  test('of everything is led to a person at once', () => {
    const end = endFor(theRules, {});
    expect(end).toEqual({ concern: UNSURE });
    expect(suggest(theRules, end)).toMatchObject({ rule: { centres: ['team-bub'] }, because: [] });
  });

  test.each([
    ['everyday', 'team-bub'],
    ['residence', 'abh'],
    ['money', 'team-bub'],
    ['german', 'sprachoffensive'],
    ['school', 'seiteneinsteiger'],
    ['asylum', 'caritas'],
    ['many', 'team-bub'],
    ['return', 'team-bub'],
    ['employer', 'arbeitgeber-sozial'],
    ['interpreter', 'sprachmittlerpool'],
  ])('of everything but the concern "%s" is led to %s', (concern, centre) => {
    expect(ruleFor(endFor(theRules, { concern }))?.centres[0]).toBe(centre);
  });

  test('is never led by a condition that she was unsure of', () => {
    for (const facts of endsOf(theRules, true)) {
      const { because = [] } = suggest(theRules, facts) ?? {};
      for (const fact of because) expect(facts[fact]).not.toBe(UNSURE);
    }
  });
});

/* Rows of the draft in section 1.5 of the domain report; what the table does not ask for is left out. */
describe('The draft for Rheine', () => {
  const rheine = { lives: 'rheine' };
  const notAdvised = { ...rheine, advised: 'no' };
  const rows: [row: string, who: string, facts: Facts, rule: string, centre: string][] = [
    ['R1', 'lives in the ZUE', { concern: 'everyday', lives: 'zue' }, 'R1', 'zue'],
    [
      'R1',
      'lives in the ZUE and asks about school',
      { concern: 'school', lives: 'zue' },
      'R1',
      'zue',
    ],
    [
      'R2',
      'does not live in Rheine',
      { concern: 'many', lives: 'elsewhere' },
      'R2',
      'ki-steinfurt',
    ],
    [
      'R3',
      'is advised already',
      { ...rheine, concern: 'everyday', advised: 'yes' },
      'R3',
      'team-bub',
    ],
    [
      'R3',
      'is advised already on much',
      { ...rheine, concern: 'many', advised: 'yes' },
      'R3',
      'team-bub',
    ],
    ['R4', 'asks about a title', { ...rheine, concern: 'residence' }, 'R4', 'abh'],
    [
      'R5',
      'receives AsylbLG',
      { ...rheine, concern: 'money', benefit: 'asylblg' },
      'R5-asylblg',
      'asylbewerberleistungen',
    ],
    [
      'R5',
      'receives SGB II',
      { ...rheine, concern: 'money', benefit: 'sgb2' },
      'R5-sgb2',
      'jobcenter',
    ],
    [
      'R5',
      'receives SGB XII',
      { ...rheine, concern: 'money', benefit: 'sgb12' },
      'R5-sgb12',
      'sozialamt',
    ],
    ['R6', 'wants to learn German', { concern: 'german' }, 'R6', 'sprachoffensive'],
    [
      'R7',
      'has a child that is new at school',
      { ...rheine, concern: 'school' },
      'R7',
      'seiteneinsteiger',
    ],
    [
      'R8',
      'employs somebody and asks about the law',
      { concern: 'employer', matter: 'law' },
      'R8-law',
      'arbeitgeber-recht',
    ],
    [
      'R8',
      'employs somebody and has trouble at work',
      { concern: 'employer', matter: 'social' },
      'R8-social',
      'arbeitgeber-sozial',
    ],
    [
      'R9',
      'works for an institution and needs a mediator',
      { concern: 'interpreter' },
      'R9',
      'sprachmittlerpool',
    ],
    ['R10', 'wants to return', { ...rheine, concern: 'return' }, 'R10', 'team-bub'],
    [
      'R11',
      'lives in a municipal flat',
      { ...notAdvised, concern: 'everyday', housing: 'municipal' },
      'R11',
      'team-bub',
    ],
    [
      'R11',
      'lives there and has much on her hands',
      { ...notAdvised, concern: 'many', housing: 'municipal' },
      'R11',
      'team-bub',
    ],
    [
      'R13',
      'is new and lives in a flat of her own',
      { ...notAdvised, concern: 'everyday', housing: 'private', arrived: 'yes' },
      'R13',
      'ankommensberatung',
    ],
    [
      'R14',
      'asks about asylum and lives in a flat of her own',
      { ...notAdvised, concern: 'asylum', housing: 'private' },
      'R14',
      'caritas',
    ],
    [
      'R15',
      'is an adult with an ordinary question',
      { ...notAdvised, concern: 'everyday', housing: 'private', arrived: 'no', age: 'adult' },
      'R15',
      'caritas',
    ],
    [
      'R16',
      'is 15',
      { ...notAdvised, concern: 'everyday', housing: 'private', arrived: 'no', age: 'teenager' },
      'R16',
      'team-bub',
    ],
    [
      'R16',
      'is 22',
      { ...notAdvised, concern: 'everyday', housing: 'private', arrived: 'no', age: 'young' },
      'R16',
      'team-bub',
    ],
    [
      'R19',
      'has much on her hands and is known to nobody',
      { ...notAdvised, concern: 'many', housing: 'private', arrived: 'no' },
      'R19',
      'team-bub',
    ],
    [
      'R20',
      'asks for a child',
      { ...notAdvised, concern: 'everyday', housing: 'private', arrived: 'no', age: 'child' },
      'R20',
      'team-bub',
    ],
    ['R20', 'does not know her benefit', { ...rheine, concern: 'money' }, 'R20', 'team-bub'],
  ];

  test.each(rows)('row %s: who %s', (_row, _who, known, rule, centre) => {
    const end = endFor(theRules, known);
    expect(end).toMatchObject(known);
    expect(ruleFor(end)?.id).toBe(rule);
    expect(ruleFor(end)?.centres[0]).toBe(centre);
  });

  test('row R3 sends back to the adviser that there is, and no other row does', () => {
    const back = theRules.rules.filter(({ says }) => says === 'goBack').map(({ id }) => id);
    expect(back).toEqual(['R3']);
  });

  test('row R13 and row R15 name both doors, the Caritas and the city', () => {
    const doors = (id: string) => {
      const rule = theRules.rules.find((each) => each.id === id);
      return [...(rule?.centres ?? []), ...(rule?.also ?? [])].sort();
    };
    expect(doors('R13')).toEqual(['ankommensberatung', 'caritas', 'team-bub']);
    expect(doors('R15')).toEqual(['caritas', 'team-bub']);
  });

  test('calls nothing certain that is only inferred', () => {
    const inferred = ['R1', 'R2', 'R3', 'R10', 'R14', 'R15', 'R16', 'R19', 'R20'];
    const marked = theRules.rules.filter(({ grade }) => grade !== 'S').map(({ id }) => id);
    expect(marked.sort()).toEqual(inferred.sort());
  });
});

describe('A table', () => {
  const aRule = (id: string, when: Rule['when'], given: Partial<Rule> = {}): Rule => ({
    id,
    when,
    centres: ['team-bub'],
    grade: 'I',
    source: 'kim-2022',
    ...given,
  });

  const aTable = (...rules: Rule[]): Rules => ({
    version: 'klein.1',
    facts: { concern: ['money', 'school'], lives: ['rheine', 'elsewhere'] },
    rules,
  });

  const both = aRule('both', { concern: ['money'], lives: ['rheine'] });
  const one = aRule('one', { concern: ['money', 'school'] });
  const last = aRule('last', {});

  test('is read from top to bottom: the first rule that holds wins', () => {
    const facts = { concern: 'money', lives: 'rheine' };
    expect(suggest(aTable(both, one, last), facts)?.rule.id).toBe('both');
    expect(suggest(aTable(one, both, last), facts)?.rule.id).toBe('one');
  });

  test('asks for the first fact that the first possible rule still lacks', () => {
    const table = aTable(both, one, last);
    expect(nextFact(table, {})).toBe('concern');
    expect(nextFact(table, { concern: 'money' })).toBe('lives');
    expect(nextFact(table, { lives: 'rheine' })).toBe('concern');
  });

  test('asks no further once a rule is certain or impossible', () => {
    const table = aTable(both, one, last);
    expect(nextFact(table, { concern: 'school' })).toBeUndefined();
    expect(nextFact(table, { concern: UNSURE })).toBeUndefined();
    expect(nextFact(table, { concern: 'money', lives: UNSURE })).toBeUndefined();
  });

  test('lets a missing fact fulfil no condition', () => {
    expect(suggest(aTable(both, last), { concern: 'money' })?.rule.id).toBe('last');
    expect(suggest(aTable(both), { concern: 'money' })).toBeUndefined();
  });

  test('is not confused by facts that it does not know', () => {
    const facts = { weather: 'rain', constructor: 'x', concern: 'school' };
    expect(nextFact(aTable(both, one, last), facts)).toBeUndefined();
    expect(suggest(aTable(both, one, last), facts)?.rule.id).toBe('one');
  });

  test.each([
    [
      'a rule for a fact that is not there',
      aRule('x', { age: ['adult'] }),
      ['rule x: no fact age'],
    ],
    [
      'a rule for a value that is not there',
      aRule('x', { lives: ['rheine', 'zue'] }),
      ['rule x: lives is never zue'],
    ],
  ])('has gaps: %s', (_name, rule, gaps) => {
    expect(gapsInRules(aTable(rule, last))).toEqual(gaps);
  });

  test('has a gap where somebody might be left without an answer', () => {
    expect(gapsInRules(aTable(both, one))).toEqual([
      'rule one: the last rule has to hold always, so that nobody is left without an answer',
    ]);
  });

  test.each([
    ['no rules', { ...aTable(), rules: [] }],
    ['a fact of one value', { ...aTable(last), facts: { lives: ['rheine'] } }],
    ['a rule that leads to nobody', aTable(aRule('x', {}, { centres: [] }))],
    ['a condition that nothing fulfils', aTable(aRule('x', { lives: [] }))],
    ['a grade that there is not', { ...aTable(), rules: [{ ...last, grade: 'A' }] }],
    ['a rule without a source', { ...aTable(), rules: [{ ...last, source: undefined }] }],
    ['a field that nobody knows', { ...aTable(), rules: [{ ...last, phone: '110' }] }],
    ['words that are no key', { ...aTable(), rules: [{ ...last, says: 'go back!' }] }],
  ])('is refused with %s', (_name, table) => {
    expect(rulesSchema.safeParse(table).success).toBe(false);
  });
});
