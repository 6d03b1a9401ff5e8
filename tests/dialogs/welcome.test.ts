import { describe, expect, test } from 'vitest';
import { welcome } from '../../dialogs/welcome.ts';
import { EMERGENCY, GROUPS } from '../../src/domain/guide.ts';
import { LOCALES } from '../../src/domain/locale.ts';
import type { Reading } from '../../src/domain/understanding/reading.ts';
import {
  aGuide,
  aPhrase,
  aQuestion,
  aReading,
  aTopic,
  linesOf,
  looksOf,
  perhaps,
  playVisit,
  put,
  somethingElse,
  type Visit,
  type VisitLine,
  visitOf,
  wishing,
} from '../support/visitors.ts';

const HOME = ['visit:course (primary)', 'visit:questions', 'visit:advice', 'visit:person'];

/** How one comes to each state of the dialog. */
const WAYS: Readonly<Record<string, readonly VisitLine[]>> = {
  greeting: [],
  home: [['restart', 'home']],
  greeted: [['greeting', 'greeted']],
  thanked: [['thanks', 'thanked']],
  left: [['bye', 'left']],
  answering: [[aQuestion('so.kosten'), 'answering']],
  asking: [[perhaps('so.wer', 'be.wo'), 'asking']],
  declining: [[somethingElse('so.wer'), 'declining']],
  groups: [['[visit:questions]', 'groups']],
  topics: [
    ['[visit:questions]', 'groups'],
    ['[visit:group.advice]', 'topics'],
  ],
  person: [['[visit:person]', 'person']],
  languages: [['[visit:language]', 'languages']],
  praised: [
    [aQuestion('so.kosten'), 'answering'],
    ['[visit:helpfulYes]', 'praised'],
  ],
  regretted: [
    [aQuestion('so.kosten'), 'answering'],
    ['[visit:helpfulNo]', 'regretted'],
  ],
  forgetting: [['delete', 'forgetting']],
};

function visitAt(state: string, given = {}): Visit {
  const visit = visitOf(welcome, given);
  playVisit(visit, WAYS[state] ?? []);
  return visit;
}

describe('The greeting', () => {
  test('says what it is, what it can do, what happens with the data and that German is binding', () => {
    const visit = visitOf(welcome);
    expect(visit.state).toBe('greeting');
    expect(visit.reply.parts.slice(0, 4)).toEqual([
      { kind: 'text', words: { key: 'visit:hello' } },
      { kind: 'text', words: { key: 'visit:canDo' } },
      { kind: 'text', words: { key: 'visit:data' } },
      { kind: 'provenance', sources: [] },
    ]);
  });

  test('offers four ways on, and the languages beside them', () => {
    expect(looksOf(visitOf(welcome).reply)).toEqual([...HOME, 'visit:language']);
  });
});

describe('At the beginning', () => {
  test.each([
    ['[visit:course]', 'course'],
    ['[visit:advice]', 'advice'],
  ])('%s opens a dialog', (input, dialog) => {
    const visit = visitOf(welcome);
    playVisit(visit, [[input, 'greeting']]);
    expect(visit.effect).toEqual({ type: 'open', dialog });
  });

  test.each(['[visit:questions]', '[visit:person]', '[visit:language]'])(
    '%s is shown at once',
    (input) => {
      const visit = visitOf(welcome);
      put(visit, input);
      expect(visit.effect).toBeUndefined();
      expect(visit.state).not.toBe('greeting');
    },
  );
});

describe('A phrase', () => {
  test.each([
    ['greeting', 'greeted', 'visit:greeting'],
    ['thanks', 'thanked', 'visit:thanks'],
    ['bye', 'left', 'visit:bye'],
    ['restart', 'home', 'visit:homeAgain'],
    ['back', 'home', 'visit:homeAgain'],
    ['skip', 'home', 'visit:homeAgain'],
    ['yes', 'home', 'visit:homeAgain'],
    ['no', 'home', 'visit:homeAgain'],
    ['delete', 'forgetting', 'visit:forgetAsk'],
  ])('of %s leads to %s, from every state', (phrase, state, says) => {
    for (const from of Object.keys(WAYS)) {
      const visit = visitAt(from);
      playVisit(visit, [[phrase, state, [says]]]);
      expect([from, visit.understood]).toEqual([from, true]);
    }
  });

  test('that means nothing here changes nothing', () => {
    for (const from of Object.keys(WAYS)) {
      const visit = visitAt(from);
      playVisit(visit, [['dontKnow', from]]);
      expect(visit.understood).toBe(false);
    }
  });

  test('of farewell gets a short one, and nothing is asked', () => {
    expect(visitAt('thanked').reply.parts).toEqual([
      { kind: 'text', words: { key: 'visit:thanks' } },
    ]);
    expect(visitAt('left').reply.parts).toEqual([{ kind: 'text', words: { key: 'visit:bye' } }]);
  });

  test.each(['home', 'greeted'])('that leads to %s shows all ways on', (state) => {
    expect(looksOf(visitAt(state).reply)).toEqual(HOME);
  });

  test.each(['greeting', 'thanks', 'bye', 'restart', 'no', 'delete'])(
    'said twice is understood twice: %s',
    (phrase) => {
      const visit = visitOf(welcome);
      put(visit, phrase);
      const { state, reply } = visit;
      put(visit, phrase);
      expect([visit.understood, visit.state]).toEqual([true, state]);
      expect(visit.reply).toEqual(reply);
    },
  );
});

describe('A line without any words', () => {
  test('changes nothing, wherever it is written', () => {
    for (const from of Object.keys(WAYS)) {
      const visit = visitAt(from);
      playVisit(visit, [[aReading(), from]]);
      expect(visit.understood).toBe(false);
    }
  });
});

describe('A question that is understood', () => {
  test('is answered with its title, its answer and its source, from every state', () => {
    for (const from of Object.keys(WAYS)) {
      const visit = visitAt(from);
      playVisit(visit, [
        [
          aQuestion('so.wer', 'so.kosten'),
          'answering',
          ['faq:so.wer.title', 'faq:so.wer.answer', 'visit:source', 'Flyer', '2024-07'],
        ],
      ]);
    }
  });

  test('is answered once, however many topics may have been meant', () => {
    const visit = visitOf(welcome);
    visit.hear(aQuestion('so.wer', 'so.kosten', 'be.wo'));
    expect(visit.texts.filter((text) => text.endsWith('.answer'))).toEqual(['faq:so.wer.answer']);
  });

  test('is answered with who can be reached about it', () => {
    const visit = visitOf(welcome);
    visit.hear(aQuestion('so.wer'));
    expect(visit.cards.map(({ title }) => title)).toEqual([{ plain: 'Koordination' }]);
  });

  test.each([
    ['S', []],
    ['G', []],
    ['I', ['visit:unconfirmed']],
    ['K', ['visit:unconfirmed']],
  ] as const)('of grade %s says whether the city has confirmed it', (grade, says) => {
    const visit = visitOf(welcome, { guide: aGuide({ topics: [aTopic({ grade })] }) });
    visit.hear(aQuestion('so.kosten'));
    expect(visit.texts.filter((text) => text === 'visit:unconfirmed')).toEqual(says);
  });

  test('offers what leads further, what is asked next, a person, the beginning, and whether it helped', () => {
    const visit = visitOf(welcome);
    visit.hear(aQuestion('so.kosten'));
    expect(looksOf(visit.reply)).toEqual([
      'visit:course (primary)',
      'faq:so.wer.title',
      'faq:so.abend.title',
      'visit:person',
      'visit:home',
      'visit:helpfulYes',
      'visit:helpfulNo',
    ]);
  });

  test('and is shown from the list offers no way twice', () => {
    const visit = visitOf(welcome);
    visit.send({ type: 'TOPIC', topic: 'bot.hilfe' });
    const ways = ['visit:home (primary)', 'visit:person'];
    expect(looksOf(visit.reply)).toEqual([...ways, 'visit:helpfulYes', 'visit:helpfulNo']);
  });

  test.each([
    ['bot.mensch', 'person'],
    ['bot.sprache', 'languages'],
  ])('and is a place leads there from the list as well: %s', (topic, state) => {
    const visit = visitOf(welcome);
    visit.send({ type: 'TOPIC', topic });
    expect(visit.state).toBe(state);
  });

  test('leads on to the next question by a tap', () => {
    playVisit(visitOf(welcome), [
      [aQuestion('so.kosten'), 'answering'],
      ['[faq:so.wer.title]', 'answering', ['faq:so.wer.answer']],
    ]);
  });

  test.each([
    ['another language', 'bot.sprache', 'languages', 'visit:whichLanguage'],
    ['a person', 'bot.mensch', 'person', 'visit:personIntro'],
  ])('as the wish for %s is fulfilled at once', (_wish, topic, state, says) => {
    playVisit(visitOf(welcome), [[aQuestion(topic), state, [says]]]);
  });

  test('as a cry for help by its topic shows the numbers', () => {
    const visit = visitOf(welcome);
    visit.send({ type: 'TOPIC', topic: EMERGENCY });
    expect(visit.cards.flatMap(({ links }) => links.map(({ url }) => url))).toEqual([
      'tel:110',
      'tel:112',
    ]);
  });
});

describe('A topic that there is not', () => {
  test('is not understood and changes nothing, wherever it is asked for', () => {
    for (const from of Object.keys(WAYS)) {
      const visit = visitAt(from);
      const before = visit.reply;
      visit.send({ type: 'TOPIC', topic: 'so.nichts' });
      expect([visit.state, visit.understood]).toEqual([from, false]);
      expect(visit.reply).toEqual(before);
    }
  });
});

describe('A question that may be meant in several ways', () => {
  const visit = () => visitAt('asking');

  test('is asked back, the likeliest first, with a way out', () => {
    expect(visit().texts).toContain('visit:meant');
    expect(visit().buttons).toEqual([
      'faq:so.wer.title',
      'faq:be.wo.title',
      'visit:course',
      'visit:noneOfThese',
      'visit:person',
    ]);
  });

  test('offers to look for a course only where it may be about one', () => {
    const other = visitOf(welcome);
    other.hear(perhaps('be.wo', 'so.wer'));
    expect(other.buttons).not.toContain('visit:course');
  });

  test('is answered after a tap', () => {
    playVisit(visit(), [['[faq:be.wo.title]', 'answering', ['faq:be.wo.answer']]]);
  });

  test('and is none of these is declined, and none of them is offered again', () => {
    const declined = visit();
    playVisit(declined, [
      ['[visit:noneOfThese]', 'declining', ['visit:unknown', 'visit:unknownPerson']],
    ]);
    expect(declined.buttons).toEqual(['visit:person', 'visit:home']);
  });

  test('can be put in other words', () => {
    playVisit(visit(), [
      [perhaps('so.kosten'), 'asking', ['faq:so.kosten.title']],
      [aQuestion('so.kosten'), 'answering', ['faq:so.kosten.answer']],
    ]);
  });
});

describe('A question that is not for this chat', () => {
  test('is declined with what is perhaps near', () => {
    const visit = visitAt('declining');
    expect(visit.texts).toEqual(expect.arrayContaining(['visit:unknown', 'visit:perhapsNear']));
    expect(visit.buttons).toEqual([
      'faq:so.wer.title',
      'visit:course',
      'visit:person',
      'visit:home',
    ]);
  });

  test('is declined with a person where nothing is near', () => {
    const visit = visitOf(welcome);
    playVisit(visit, [[somethingElse(), 'declining', ['visit:unknown', 'visit:unknownPerson']]]);
    expect(visit.buttons).toEqual(['visit:person', 'visit:home']);
  });

  test('forgets what was near to the question before', () => {
    const visit = visitAt('declining');
    visit.hear(somethingElse('be.wo'));
    expect(visit.buttons).toEqual(['faq:be.wo.title', 'visit:person', 'visit:home']);
  });
});

describe('Wishes of a course in one line', () => {
  const both = { when: 'evening', childcare: true } as const;

  test.each<[string, Reading]>([
    ['that is not understood otherwise', wishing(both)],
    ['about a topic of the courses', { ...aQuestion('so.abend'), wishes: both }],
    ['that may mean such a topic', { ...perhaps('so.abend', 'be.wo'), wishes: both }],
  ])('open the search with its result: a line %s', (_name, reading) => {
    const visit = visitOf(welcome);
    visit.hear(reading);
    expect(visit.effect).toEqual({ type: 'open', dialog: 'course', given: { wishes: both } });
  });

  test('do so from every state', () => {
    for (const from of Object.keys(WAYS)) {
      const visit = visitAt(from);
      visit.hear(wishing(both));
      expect(visit.effect).toMatchObject({ dialog: 'course', given: { wishes: both } });
    }
  });

  test('that are only one are a question', () => {
    const visit = visitOf(welcome);
    visit.hear({ ...aQuestion('so.abend'), wishes: { when: 'evening' } });
    expect([visit.state, visit.effect]).toEqual(['answering', undefined]);
  });

  test('in a question about something else do not hide its answer', () => {
    const visit = visitOf(welcome);
    visit.hear({ ...aQuestion('be.wo'), wishes: both });
    expect([visit.state, visit.effect]).toEqual(['answering', undefined]);
  });
});

describe('"Was this helpful?"', () => {
  const helpful = ['visit:helpfulYes', 'visit:helpfulNo'];
  const asked = (visit: Visit) => visit.buttons.filter((each) => helpful.includes(each));

  test('is asked below the first answer and below no other', () => {
    const visit = visitAt('answering');
    expect(asked(visit)).toEqual(helpful);
    playVisit(visit, [['[faq:so.wer.title]', 'answering']]);
    expect(asked(visit)).toEqual([]);
    playVisit(visit, [
      ['[visit:home]', 'home'],
      [aQuestion('be.wo'), 'answering'],
    ]);
    expect(asked(visit)).toEqual([]);
  });

  test('still stands where the first answer is read in another language', () => {
    const visit = visitAt('answering');
    visit.send({ type: 'LANGUAGE', locale: 'uk' });
    expect(asked(visit)).toEqual(helpful);
  });

  test.each(['praised', 'regretted'])('is not asked again once it was answered: %s', (state) => {
    const visit = visitAt(state);
    visit.send({ type: 'TOPIC', topic: 'so.kosten' });
    expect([visit.state, asked(visit)]).toEqual(['answering', []]);
  });

  test('with yes is thanked for', () => {
    const visit = visitAt('praised');
    expect(visit.texts).toEqual(['visit:helpfulThanks', 'visit:home']);
  });

  test('with no leads to people', () => {
    const visit = visitAt('regretted');
    expect(visit.texts).toContain('visit:helpfulSorry');
    expect(visit.cards.map(({ title }) => title)).toEqual([
      { plain: 'Team' },
      { plain: 'Koordination' },
    ]);
    expect(visit.buttons).toEqual(['visit:home']);
  });
});

describe('The list of questions', () => {
  test('begins with its groups', () => {
    const visit = visitAt('groups');
    expect(visit.texts).toContain('visit:whichGroup');
    expect(visit.buttons).toEqual([...GROUPS.map((group) => `visit:group.${group}`), 'visit:home']);
  });

  test('shows the topics of a group in the order of the city', () => {
    const visit = visitAt('topics');
    expect(visit.texts).toContain('visit:whichTopic');
    expect(visit.buttons).toEqual([
      'faq:be.wo.title',
      'faq:be.asyl.title',
      'visit:questions',
      'visit:home',
    ]);
  });

  test('leads to an answer, back to the groups and to the beginning', () => {
    playVisit(visitAt('topics'), [
      ['[faq:be.asyl.title]', 'answering', ['faq:be.asyl.answer', 'visit:unconfirmed']],
      ['[visit:home]', 'home'],
      ['[visit:questions]', 'groups'],
      ['[visit:group.courses]', 'topics', ['faq:so.kosten.title']],
      ['[visit:questions]', 'groups'],
      ['[visit:home]', 'home'],
    ]);
  });
});

describe('People', () => {
  test('are the team and the coordination, with number, hours and whether they are there', () => {
    const visit = visitAt('person');
    expect(visit.texts).toContain('visit:personIntro');
    const [team, coordination] = visit.cards;
    expect(team?.links).toEqual([
      {
        words: { key: 'visit:call', params: { phone: '05971 939-390' } },
        url: 'tel:+495971939390',
      },
    ]);
    expect(linesOf(team)).toContain('visit:openUntil 16:00');
    expect(linesOf(coordination)).toContain('visit:opensToday 14:30');
  });

  test('can be reached by a call back only where the city offers it', () => {
    expect(visitAt('person').buttons).toEqual(['visit:home']);
    const offered = visitAt('person', { offersCallback: true });
    expect(offered.buttons).toEqual(['visit:callback', 'visit:home']);
    offered.tap('visit:callback');
    expect(offered.effect).toEqual({ type: 'open', dialog: 'callback' });
  });

  test('cannot be asked to call where the city does not offer it', () => {
    const visit = visitAt('person');
    visit.send({ type: 'CALLBACK' });
    expect([visit.understood, visit.effect]).toEqual([false, undefined]);
  });
});

describe('The languages', () => {
  test('are all there, each under its own name', () => {
    expect(visitAt('languages').buttons).toEqual(LOCALES.map((locale) => `languages:${locale}`));
  });

  test('that were chosen lead to the greeting where nothing was asked yet', () => {
    playVisit(visitAt('languages'), [
      ['[languages:ar]', 'greeting', ['visit:hello', 'visit:data']],
    ]);
  });

  test('that were chosen lead to the last answer where there is one', () => {
    playVisit(visitAt('answering'), [
      ['restart', 'home'],
      [aQuestion('bot.sprache'), 'languages'],
      ['[languages:ar]', 'answering', ['faq:so.kosten.answer']],
    ]);
  });

  test.each([
    'answering',
    'asking',
    'declining',
    'groups',
    'topics',
    'person',
    'regretted',
    'forgetting',
  ])('that change by the menu of the page leave the place as it is: %s', (state) => {
    const visit = visitAt(state);
    const before = visit.reply;
    visit.send({ type: 'LANGUAGE', locale: 'tr' });
    expect(visit.state).toBe(state);
    // The moment goes on by a minute; what is said of opening hours stays the same in this time.
    expect(visit.reply).toEqual(before);
  });

  test.each(['home', 'greeted', 'thanked', 'left'])(
    'that change where only a short line stands bring the greeting: %s',
    (state) => {
      const visit = visitAt(state);
      visit.send({ type: 'LANGUAGE', locale: 'tr' });
      expect(visit.state).toBe('greeting');
    },
  );
});

describe('Deleting the conversation', () => {
  test('is asked about first, and the dangerous button is offered as such', () => {
    const visit = visitAt('forgetting');
    expect(visit.texts).toContain('visit:forgetAsk');
    expect(looksOf(visit.reply)).toEqual(['visit:forgetYes (danger)', 'visit:forgetNo']);
  });

  test.each(['[visit:forgetNo]', 'no', 'back', 'skip'])('is not done with %s', (input) => {
    playVisit(visitAt('forgetting'), [[input, 'home']]);
  });

  test('is asked about by the button of the page too', () => {
    const visit = visitOf(welcome);
    visit.send({ type: 'FORGET' });
    expect(visit.state).toBe('forgetting');
  });
});

describe('Coming back from another dialog', () => {
  test('leads to the ways on, from wherever it was opened', () => {
    for (const from of Object.keys(WAYS)) {
      const visit = visitAt(from);
      visit.send({ type: 'RETURNED' });
      expect([visit.state, looksOf(visit.reply)]).toEqual(['home', HOME]);
    }
  });

  test('keeps the last answer for a change of language', () => {
    const visit = visitAt('answering');
    visit.send({ type: 'RETURNED' });
    visit.hear(aPhrase('restart'));
    visit.send({ type: 'LANGUAGE', locale: 'uk' });
    expect(visit.texts).toContain('faq:so.kosten.answer');
  });
});

describe('What has no place here', () => {
  test.each([
    { type: 'PICK', pick: 'yes' },
    { type: 'UNDO' },
    { type: 'SHOW' },
    { type: 'NEW' },
    { type: 'CASES' },
    { type: 'CALLBACKS' },
    { type: 'CALLBACK_DONE', callback: 'x' },
    { type: 'OPEN', sheet: 'sheet-1' },
    { type: 'ANSWER', answer: 'yes' },
    { type: 'EXPORT' },
    { type: 'DELETE' },
  ] as const)('$type changes nothing, in every state', (event) => {
    for (const from of Object.keys(WAYS)) {
      const visit = visitAt(from);
      visit.send(event);
      expect([visit.state, visit.understood, visit.effect]).toEqual([from, false, undefined]);
    }
  });
});
