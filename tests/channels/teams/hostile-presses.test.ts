import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Choice } from '../../../dialogs/dialog.ts';
import { anApp } from '../../support/app.ts';
import { theCatalogue } from '../../support/builders.ts';
import { tappablesIn } from '../../support/cards.ts';
import { aChat } from '../../support/chat.ts';
import { dataOf } from '../../support/hostile.ts';
import { trailOf } from '../../support/trail.ts';

const CALM = 'Das geht an dieser Stelle nicht.';

/** A case worker at question 2 of 47. */
async function atQuestionTwo() {
  const app = await anApp();
  const chat = aChat(app);
  await chat.begin('K-2026-14');
  await chat.tap('Ja');
  /** What every button of the present card carries besides its event. */
  const mark = () => tappablesIn(chat.card)[0]?.data.card;
  return { chat, mark };
}

describe('When a press is none of ours', () => {
  test.each(Object.entries(dataOf))('it changes nothing: %s', async (_name, data) => {
    const { chat, mark } = await atQuestionTwo();
    const card = mark();
    const filled = JSON.parse(JSON.stringify(data).replaceAll('"<card>"', JSON.stringify(card)));
    const asInvoke = await chat.send(chat.invoke(filled));
    const asMessage = await chat.send({ ...chat.line(''), value: filled });
    for (const answer of [asInvoke, asMessage]) {
      expect(answer.status).toBe(200);
      expect(answer.text).toContain(CALM);
      expect(answer.text).toContain('Frage 2 von 47');
    }
    await chat.tap('Nein');
    expect(await trailOf(chat)).toEqual(['2. ohne Antwort → Nein', '1. ohne Antwort → Ja']);
  });

  test('whatever it is', async () => {
    const { chat, mark } = await atQuestionTwo();
    const card = mark();
    const data = fc.oneof(
      fc.jsonValue(),
      fc.record({ event: fc.jsonValue(), card: fc.constant(card) }),
      fc.record({ event: fc.record({ type: fc.string() }), card: fc.constant(card) }),
    );
    await fc.assert(
      fc.asyncProperty(data, async (value) => {
        const answer = await chat.send(chat.invoke(value));
        expect([answer.status, answer.text]).toEqual([200, expect.stringContaining(CALM)]);
      }),
      { numRuns: 150, seed: 2026 },
    );
    await chat.tap('Nein');
    expect(await trailOf(chat)).toEqual(['2. ohne Antwort → Nein', '1. ohne Antwort → Ja']);
  });

  test('as the first thing in a conversation it leads to the menu', async () => {
    const chat = aChat(await anApp());
    expect(
      (await chat.send(chat.invoke({ event: { type: 'LISTED', sheets: [] } }))).buttons,
    ).toContain('Neue Einschätzung');
  });
});

describe('When a press of ours does not fit', () => {
  test.each<[string, Choice]>([
    ["somebody else's assessment", { type: 'OPEN', sheet: 'sheet-of-bert' }],
    ['an assessment outside its folder', { type: 'OPEN', sheet: '../../meta/names' }],
    ['an assessment that is not in the list', { type: 'SELECT', sheet: '__proto__' }],
    ['an area that does not exist', { type: 'GO_TO_AREA', area: '__proto__' }],
    ['a question that does not exist', { type: 'GO_TO_QUESTION', number: 48 }],
    ['a page where there are none', { type: 'PAGE', page: 9999 }],
    ['a deletion without a question', { type: 'DELETE' }],
    ['a link without a result', { type: 'EXPORT' }],
    ['a decision without a result', { type: 'DECIDE' }],
    ['a second pass without a first', { type: 'REASSESS' }],
  ])('it is answered calmly and changes nothing: %s', async (_name, event) => {
    const { chat } = await atQuestionTwo();
    const answer = await chat.tap(event);
    expect(answer.text).toContain(CALM);
    expect(answer.text).toContain('Frage 2 von 47');
    await chat.tap('Nein');
    expect(await trailOf(chat)).toEqual(['2. ohne Antwort → Nein', '1. ohne Antwort → Ja']);
  });

  test.each([
    ['a page beyond the last', 9999],
    ['the first page', 0],
  ])('the list of cases shows what there is: %s', async (_name, page) => {
    const { chat } = await atQuestionTwo();
    await chat.say('Pause');
    await chat.say('meine Fälle');
    expect((await chat.tap({ type: 'PAGE', page })).buttons).toContain('K-2026-14');
  });
});

describe('When the fields of an area are filled with anything', () => {
  test.each([
    ['unknown questions', { marks: 'nonsense,__proto__,constructor,kinder.kitaplatz', open: '' }],
    ['separators', { marks: ',,,,', open: ',' }],
  ])('only questions of this area are answered: %s', async (_name, inputs) => {
    const { chat } = await atQuestionTwo();
    await chat.tap('Ganzer Lebensbereich');
    await chat.tap('Speichern und weiter', inputs);
    const overview = await chat.tap('Übersicht');
    expect(overview.text).toContain('43 Fragen sind noch offen.');
    expect(overview.text).not.toMatch(/[1-9]\d* Kreuze? \(/);
  });
});

/** Every event that a button can carry, with ids that exist and ids that do not. */
const anyChoice: fc.Arbitrary<Choice> = fc.oneof(
  fc.constantFrom<Choice>(
    ...(['AREA_NONE', 'BACK', 'CONTINUE', 'UNDO', 'PAUSE', 'CANCEL', 'HELP', 'HOME'] as const).map(
      (type) => ({ type }),
    ),
    ...(
      ['NEW', 'CASES', 'REVIEW', 'FINISH', 'EXPLAIN', 'TRAIL', 'EXPORT', 'REASSESS'] as const
    ).map((type) => ({ type })),
    ...(['DELETE', 'USE_SUGGESTION', 'SUBMIT', 'KEEP', 'DECIDE', 'DATA', 'PERSON'] as const).map(
      (type) => ({ type }),
    ),
  ),
  fc.record({ type: fc.constant('ANSWER' as const), answer: fc.constantFrom('yes', 'no', 'open') }),
  fc.record({ type: fc.constant('MODE' as const), mode: fc.constantFrom('question', 'area') }),
  fc.record({
    type: fc.constant('GO_TO_AREA' as const),
    area: fc.constantFrom(...theCatalogue.areas.map(({ id }) => id), 'nonsense'),
  }),
  fc.record({
    type: fc.constant('GO_TO_QUESTION' as const),
    number: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ type: fc.constant('OPEN' as const), sheet: fc.constantFrom('nonsense', 'a') }),
  fc.record({ type: fc.constant('PAGE' as const), page: fc.nat(20) }),
);

describe('When buttons are pressed in any order', () => {
  test('there is always a card with a way on, never a fault', async () => {
    const app = await anApp();
    let person = 0;
    const inputs = fc.record(
      { note: fc.string(), reason: fc.string(), reference: fc.constantFrom('K-1', 'K-2026-99') },
      { requiredKeys: [] },
    );
    const press = fc.oneof(
      { weight: 3, arbitrary: fc.nat(30).map((index) => ({ index })) },
      { weight: 1, arbitrary: anyChoice.map((event) => ({ event })) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(press, inputs), { minLength: 30, maxLength: 60 }),
        async (presses) => {
          const chat = aChat(app, { person: `person-${++person}` });
          await chat.begin('K-2026-14');
          for (const [what, given] of presses) {
            const tappables = tappablesIn(chat.card);
            const event =
              'event' in what ? what.event : tappables[what.index % tappables.length]?.data.event;
            const answer = await chat.tap(event ?? { type: 'HELP' }, given);
            expect(answer.status).toBe(200);
            expect(answer.buttons.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 10, seed: 2026 },
    );
    expect(app.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
