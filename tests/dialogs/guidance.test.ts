import { describe, expect, test } from 'vitest';
import { advice } from '../../dialogs/guidance.ts';
import type { Rules } from '../../src/domain/responsibility.ts';
import { textOf } from '../support/dialogs.ts';
import {
  aCentre,
  aGuide,
  aQuestion,
  aReading,
  linesOf,
  looksOf,
  playVisit,
  put,
  someRules,
  somethingElse,
  type Visit,
  type VisitLine,
  visitOf,
} from '../support/visitors.ts';

/** How one comes to each place of the dialog: its three questions, and its results. */
const WAYS: Readonly<Record<string, readonly VisitLine[]>> = {
  concern: [],
  advised: [['[advice:concern.everyday]', 'asking']],
  housing: [
    ['[advice:concern.everyday]', 'asking'],
    ['[advice:advised.no]', 'asking'],
  ],
  result: [['[advice:concern.german]', 'result']],
};
const PLACES = Object.keys(WAYS);
const ASKING = PLACES.filter((place) => place !== 'result');

function visitAt(place: string, given: Parameters<typeof visitOf>[1] = {}): Visit {
  const visit = visitOf(advice, given);
  playVisit(visit, WAYS[place] ?? []);
  return visit;
}

/** What it asks now; undefined where it shows a result. */
const askedBy = (visit: Visit): string | undefined =>
  visit.texts.find((text) => text.endsWith('.question'));

const titlesOf = (visit: Visit) =>
  visit.cards.map(({ title }) => ('plain' in title ? title.plain : title));

describe('The search for advice', () => {
  test('begins with a word on what comes, and asks what help is about', () => {
    const visit = visitOf(advice);
    expect(visit.texts.slice(0, 2)).toEqual(['advice:intro', 'advice:concern.question']);
    expect(looksOf(visit.reply)).toEqual([
      'advice:concern.german',
      'advice:concern.everyday',
      'advice:concern.return',
      'advice:unsure',
      'advice:undo',
      'visit:person',
      'advice:stop',
    ]);
  });

  test('says what comes only once', () => {
    expect(visitAt('advised').texts).not.toContain('advice:intro');
  });

  test.each(ASKING)(
    'asks one thing at a time, and each may be answered with "unsure": %s',
    (at) => {
      const visit = visitAt(at);
      expect(visit.reply.parts.filter(({ kind }) => kind === 'question')).toHaveLength(1);
      expect(askedBy(visit)).toBe(`advice:${at}.question`);
      expect(visit.buttons).toContain('advice:unsure');
    },
  );

  test('asks nothing that changes nothing', () => {
    const visit = visitOf(advice);
    visit.tap('advice:concern.german');
    expect([visit.state, askedBy(visit)]).toEqual(['result', undefined]);
    const other = visitOf(advice);
    other.tap('advice:concern.return');
    expect([other.state, titlesOf(other)]).toEqual(['result', ['Team']]);
  });

  test('leads from fact to fact to who is responsible', () => {
    const visit = visitOf(advice);
    playVisit(visit, [
      ['[advice:concern.everyday]', 'asking', ['advice:advised.question']],
      ['[advice:advised.no]', 'asking', ['advice:housing.question']],
      ['[advice:housing.municipal]', 'result', ['advice:result', 'advice:alsoPossible']],
    ]);
    expect(titlesOf(visit)).toEqual(['Caritas', 'Team']);
  });

  test('with "unsure" to everything leads to the team', () => {
    const visit = visitOf(advice);
    playVisit(visit, [['[advice:unsure]', 'result', ['advice:result']]]);
    expect(titlesOf(visit)).toEqual(['Team']);
    const later = visitOf(advice);
    playVisit(later, [
      ['[advice:concern.everyday]', 'asking'],
      ['[advice:unsure]', 'asking'],
      ['[advice:unsure]', 'result', ['advice:result']],
    ]);
    expect(titlesOf(later)).toEqual(['Team']);
  });
});

describe('An answer in words', () => {
  test.each([
    ['yes', { concern: 'everyday', advised: 'yes' }],
    ['no', { concern: 'everyday', advised: 'no' }],
    ['skip', { concern: 'everyday', advised: 'unsure' }],
    ['dontKnow', { concern: 'everyday', advised: 'unsure' }],
  ])('of %s is taken where it is one', (phrase, facts) => {
    const visit = visitAt('advised');
    put(visit, phrase);
    expect(visit.facts).toEqual(facts);
  });

  test.each(['yes', 'no'])('of %s is none where the question has other answers', (phrase) => {
    for (const place of ['concern', 'housing', 'result']) {
      const visit = visitAt(place);
      const before = visit.facts;
      put(visit, phrase);
      expect([visit.understood, visit.facts]).toEqual([false, before]);
    }
  });

  test.each(['skip', 'dontKnow'])(
    'of %s is taken at every question, and at none else',
    (phrase) => {
      for (const place of ASKING) {
        const visit = visitAt(place);
        put(visit, phrase);
        expect([visit.understood, visit.facts[place]]).toEqual([true, 'unsure']);
      }
      const done = visitAt('result');
      put(done, phrase);
      expect(done.understood).toBe(false);
    },
  );

  test.each(['thanks', 'greeting', 'bye', 'restart', 'delete'])(
    'of %s is left to be answered above',
    (phrase) => {
      for (const place of PLACES) {
        const visit = visitAt(place);
        const before = visit.facts;
        put(visit, phrase);
        expect([visit.understood, visit.facts]).toEqual([false, before]);
      }
    },
  );
});

describe('A line or a tap that is no answer', () => {
  test.each([
    ['a question', aQuestion('so.kosten')],
    ['a question for somebody else', somethingElse()],
    ['nothing at all', aReading()],
    ['a wish of a course', aReading({ wishes: { when: 'evening' } })],
  ])('changes nothing: %s', (_name, reading) => {
    for (const place of PLACES) {
      const visit = visitAt(place);
      const before = visit.reply;
      visit.hear(reading);
      expect(visit.understood).toBe(false);
      expect(visit.reply).toEqual(before);
    }
  });

  test.each(['', 'nonsense', 'rheine', '__proto__', 'constructor', 'concern'])(
    'changes nothing: %j',
    (pick) => {
      for (const place of PLACES) {
        const visit = visitAt(place);
        const before = visit.facts;
        visit.send({ type: 'PICK', pick });
        expect([visit.understood, visit.facts]).toEqual([false, before]);
      }
    },
  );

  test('that answers the question before changes nothing', () => {
    const visit = visitAt('housing');
    visit.send({ type: 'PICK', pick: 'german' });
    expect([visit.understood, askedBy(visit)]).toEqual([false, 'advice:housing.question']);
  });

  test('that comes late, with the result there, changes nothing', () => {
    for (const pick of ['german', 'unsure', 'yes']) {
      const visit = visitAt('result');
      visit.send({ type: 'PICK', pick });
      expect([visit.understood, visit.facts]).toEqual([false, { concern: 'german' }]);
    }
  });

  test.each([
    { type: 'SHOW' },
    { type: 'TOPIC', topic: 'so.kosten' },
    { type: 'PERSON' },
    { type: 'COURSE' },
    { type: 'FORGET' },
    { type: 'NEW' },
    { type: 'DELETE' },
    { type: 'EXPORT' },
  ] as const)('belongs elsewhere and changes nothing: $type', (event) => {
    for (const place of PLACES) {
      const visit = visitAt(place);
      const before = visit.facts;
      visit.send(event);
      expect([visit.understood, visit.facts, visit.effect]).toEqual([false, before, undefined]);
    }
  });
});

describe('Going back', () => {
  test.each([
    ['advised', 'concern', {}],
    ['housing', 'advised', { concern: 'everyday' }],
    ['result', 'concern', {}],
  ])('from %s asks again for %s, by button and in words', (from, to, facts) => {
    for (const back of ['button', 'words']) {
      const visit = visitAt(from);
      if (back === 'button') visit.send({ type: 'UNDO' });
      else put(visit, 'back');
      expect([askedBy(visit), visit.facts]).toEqual([`advice:${to}.question`, facts]);
    }
  });

  test('from the first question leaves, by button and in words', () => {
    for (const input of ['[advice:undo]', 'back']) {
      const visit = visitOf(advice);
      put(visit, input);
      expect(visit.effect).toEqual({ type: 'close' });
    }
  });

  test('lets an answer be changed', () => {
    const visit = visitOf(advice);
    playVisit(visit, [
      ['[advice:concern.german]', 'result'],
      ['back', 'asking', ['advice:intro']],
      ['[advice:concern.everyday]', 'asking', ['advice:advised.question']],
    ]);
    expect(visit.facts).toEqual({ concern: 'everyday' });
  });
});

describe('From every place', () => {
  test.each(PLACES)('it can be left: %s', (place) => {
    for (const type of ['HOME', 'CANCEL'] as const) {
      const visit = visitAt(place);
      visit.send({ type });
      expect(visit.effect).toEqual({ type: 'close' });
    }
  });

  test.each(PLACES)('it can begin anew: %s', (place) => {
    const visit = visitAt(place);
    visit.send({ type: 'ADVICE' });
    expect([visit.state, visit.facts]).toEqual(['asking', {}]);
  });

  test.each(PLACES)('another language keeps the place and the facts: %s', (place) => {
    const visit = visitAt(place);
    const before = [visit.state, visit.facts, visit.reply];
    visit.send({ type: 'LANGUAGE', locale: 'ar' });
    expect([visit.state, visit.facts, visit.reply]).toEqual(before);
  });
});

describe('The result', () => {
  const municipal = (): Visit => {
    const visit = visitAt('housing');
    visit.tap('advice:housing.municipal');
    return visit;
  };

  test('says why in the words that were answered, that the office decides, and where the rule is from', () => {
    const visit = municipal();
    expect(visit.reply.parts).toContainEqual({
      kind: 'text',
      size: 'small',
      words: {
        key: 'advice:why',
        params: {
          facts: {
            list: [{ key: 'advice:concern.everyday' }, { key: 'advice:housing.municipal' }],
          },
        },
      },
    });
    expect(visit.texts).toEqual(
      expect.arrayContaining([
        'advice:decides',
        'visit:source',
        'Flyer',
        '2024-07',
        'advice:reconstruction',
      ]),
    );
  });

  test('gives no reason where nothing was decisive', () => {
    const visit = visitOf(advice);
    visit.tap('advice:unsure');
    expect(visit.texts).not.toContain('advice:why');
    expect(visit.texts).toContain('advice:decides');
  });

  test('sends who is advised already back there, with the team if that does not help', () => {
    const visit = visitAt('advised');
    playVisit(visit, [['yes', 'result', ['advice:goBack']]]);
    expect(visit.texts).not.toContain('advice:result');
    expect(titlesOf(visit)).toEqual(['Team']);
  });

  test('names nobody else where the rule does not', () => {
    expect(visitAt('result').texts).not.toContain('advice:alsoPossible');
  });

  test('leads to the topic that tells more, to a new search, to a person and to the beginning', () => {
    expect(looksOf(visitAt('result').reply)).toEqual([
      'faq:so.kosten.title',
      'advice:again',
      'visit:person',
      'visit:home',
    ]);
    const without = visitOf(advice);
    without.tap('advice:unsure');
    expect(looksOf(without.reply)).toEqual(['advice:again', 'visit:person', 'visit:home']);
  });

  test('can be followed by another search', () => {
    playVisit(visitAt('result'), [['[advice:again]', 'asking', ['advice:intro']]]);
  });
});

describe('The card of a centre', () => {
  /** The card of the first centre of a result, with the centre changed, at a moment. */
  function cardOf(given: Parameters<typeof aCentre>[0], at?: string) {
    const rules: Rules = someRules();
    const visit = visitOf(advice, {
      guide: aGuide({
        centres: [aCentre({ id: 'sprachoffensive', name: 'Koordination', ...given })],
      }),
      tables: { advice: rules, voucher: rules },
      ...(at ? { at } : {}),
    });
    visit.tap('advice:concern.german');
    return visit.cards[0];
  }

  test('without a telephone leads to the team, which connects, and offers its number to be dialled', () => {
    const card = cardOf({ address: 'Lingener Straße 11' });
    expect(linesOf(card)).toEqual([
      'visit:address Lingener Straße 11',
      'visit:contactAsk 05971 939-390',
    ]);
    expect(card?.links).toEqual([
      {
        words: { key: 'visit:call', params: { phone: '05971 939-390' } },
        url: 'tel:+495971939390',
      },
    ]);
  });

  test('with a telephone does not name the number of the team', () => {
    const card = cardOf({ phone: '05971 14563' });
    expect(linesOf(card)).toEqual([]);
    expect(card?.links.map(({ url }) => url)).toEqual(['tel:+49597114563']);
  });

  test('with a mail address offers to write', () => {
    const card = cardOf({ phone: '05971 14563', mail: 'wir@example.org' });
    expect(card?.links.map(({ url }) => url)).toEqual([
      'tel:+49597114563',
      'mailto:wir@example.org',
    ]);
  });

  test.each([
    ['05971 939-141', 'tel:+495971939141'],
    ['(05971) 939 / 141', 'tel:+495971939141'],
    ['+49 5971 939-141', 'tel:+495971939141'],
    ['0049 5971 939-141', 'tel:+495971939141'],
    ['112', 'tel:112'],
    ['116 016', 'tel:116016'],
  ])('dials %s as %s', (phone, url) => {
    expect(cardOf({ phone })?.links.map((link) => link.url)).toEqual([url]);
  });

  test('that is to be confirmed says from when it is', () => {
    expect(linesOf(cardOf({ phone: '112', toBeConfirmed: true }))).toEqual([
      'visit:contactUnconfirmed 2024-07',
    ]);
  });

  // 2026-11-23 is a Monday; Rheine is an hour ahead of UTC.
  const hours = [
    { weekday: 1, from: '09:00', to: '16:00' },
    { weekday: 2, from: '09:00', to: '16:00' },
    { weekday: 4, from: '11:00', to: '12:30' },
  ];
  test.each([
    ['while it is open', '2026-11-23T08:00:00.000Z', 'visit:openUntil 16:00'],
    ['to its last minute', '2026-11-23T14:58:00.000Z', 'visit:openUntil 16:00'],
    ['before it opens', '2026-11-23T07:00:00.000Z', 'visit:opensToday 09:00'],
    ['after it has closed', '2026-11-23T15:00:00.000Z', 'visit:opensTomorrow 09:00'],
    ['days before it opens', '2026-11-24T15:00:00.000Z', 'visit:opensOn visit:weekday.4 11:00'],
    ['on a public holiday', '2026-12-25T08:00:00.000Z', 'visit:opensOn visit:weekday.1 09:00'],
  ])('says its hours and whether somebody is there: %s', (_name, at, says) => {
    const lines = linesOf(cardOf({ phone: '112', hours }, at));
    expect(lines).toEqual(['visit:hours visit:hoursOf visit:hoursOf', says]);
  });

  /** Hours as they are grouped: first day, last day where it is another one, and times. */
  const groupsOf = (given: typeof hours): string[] => {
    const words = cardOf({ phone: '112', hours: given })?.lines[0];
    const listed = words && 'key' in words ? words.params?.['hours'] : undefined;
    return typeof listed === 'object' && 'list' in listed
      ? listed.list
          .map((each) => ('key' in each ? Object.values(each.params ?? {}) : []))
          .map((values) =>
            values.map((value) => (typeof value === 'object' ? textOf(value) : value)).join(' '),
          )
      : [];
  };
  const [from, to] = ['09:00', '16:00'];
  test.each([
    ['that follow each other', [1, 2, 3], ['visit:weekday.1 visit:weekday.3 09:00 16:00']],
    [
      'with a day between them',
      [1, 3],
      ['visit:weekday.1 09:00 16:00', 'visit:weekday.3 09:00 16:00'],
    ],
  ])('joins days %s, or not', (_name, days, groups) => {
    expect(groupsOf(days.map((weekday) => ({ weekday, from, to })))).toEqual(groups);
  });

  test('joins no days with other hours', () => {
    expect(
      groupsOf([
        { weekday: 1, from, to },
        { weekday: 2, from, to: '12:00' },
        { weekday: 3, from: '10:00', to: '12:00' },
      ]),
    ).toEqual([
      'visit:weekday.1 09:00 16:00',
      'visit:weekday.2 09:00 12:00',
      'visit:weekday.3 10:00 12:00',
    ]);
  });

  test('says nothing of hours that nobody knows', () => {
    expect(linesOf(cardOf({ phone: '112' }))).toEqual([]);
  });

  test('looks at the clock each time it is shown', () => {
    const visit = visitOf(advice, { at: '2026-11-23T14:28:00.000Z' });
    visit.tap('advice:concern.german');
    expect(linesOf(visit.cards[0])).toContain('visit:openUntil 15:30');
    visit.send({ type: 'LANGUAGE', locale: 'uk' });
    expect(linesOf(visit.cards[0])).toContain('visit:opensOn visit:weekday.4 11:00');
  });
});
