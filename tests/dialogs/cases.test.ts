import { describe, expect, test } from 'vitest';
import { cases } from '../../dialogs/cases.ts';
import { aSummary } from '../support/builders.ts';
import { play, type Talk, talkWith, textOf, type World } from '../support/dialogs.ts';

const twenty = Array.from({ length: 20 }, (_, index) =>
  aSummary({ id: `sheet-${index + 1}`, reference: `K-2026-${index + 1}` }),
);
const atSheet = (world: World): Talk => {
  const talk = talkWith(cases, world);
  talk.tap('K-2026-14');
  return talk;
};

describe('The list', () => {
  test('without a sheet offers to begin one', () => {
    const talk = talkWith(cases);
    play(talk, [['[menu:new]', 'list', ['cases:empty']]]);
    expect(talk.effect).toEqual({ type: 'open', dialog: 'assessment' });
  });

  test.each([
    ['unfinished', {}, 'cases:unfinished', 'cases:row'],
    ['finished', { finished: true }, 'cases:finished', 'cases:row'],
    ['in its reassessment', { passes: 2 }, 'cases:reassessing', 'cases:row'],
    ['reassessed', { passes: 2, finished: true }, 'cases:reassessed', 'cases:row'],
    ['soon to be deleted', { expiring: true }, 'cases:unfinished', 'cases:rowExpiring'],
  ])('tells of a sheet that is %s', (_name, given, state, row) => {
    const talk = talkWith(cases, { sheets: [aSummary(given)] });
    expect(talk.texts).toEqual(expect.arrayContaining(['K-2026-14', state, row, '2027-02-21']));
  });

  test('shows eight at a time', () => {
    const talk = talkWith(cases, { sheets: twenty });
    const shown = () => talk.buttons.filter((each) => each.startsWith('K-'));
    expect(shown()).toEqual(twenty.slice(0, 8).map(({ reference }) => reference));
    expect(talk.buttons).not.toContain('cases:newer');
    play(talk, [
      ['[cases:older]', 'list', ['K-2026-9', 'K-2026-16', 'cases:newer']],
      ['[cases:older]', 'list', ['K-2026-17', 'K-2026-20']],
    ]);
    expect(shown()).toHaveLength(4);
    expect(talk.buttons).not.toContain('cases:older');
    play(talk, [['[cases:newer]', 'list', ['K-2026-9']]]);
  });

  test.each([-1, 3, 99])('page %i, which does not exist, shows the nearest', (page) => {
    const talk = talkWith(cases, { sheets: twenty });
    talk.send({ type: 'PAGE', page });
    expect(talk.buttons.some((each) => each.startsWith('K-'))).toBe(true);
  });

  test('does not open what is not in it', () => {
    const talk = talkWith(cases, { sheets: twenty });
    talk.send({ type: 'SELECT', sheet: 'of-somebody-else' });
    expect([talk.state, talk.understood]).toEqual(['list', false]);
  });

  test.each(['[common:home]', 'zurück', 'abbrechen', 'Menü'])('%s closes it', (input) => {
    const talk = talkWith(cases, { sheets: twenty });
    play(talk, [[input, 'closed']]);
    expect(talk.effect).toEqual({ type: 'close' });
  });

  test('is fresh when one comes back, and says what there is to say', () => {
    const world: World = { sheets: [] };
    const talk = talkWith(cases, world);
    world.sheets = [aSummary()];
    talk.send({ type: 'RETURNED', remark: { key: 'assessment:paused' } });
    expect(talk.state).toBe('list');
    expect(talk.texts).toEqual(expect.arrayContaining(['K-2026-14', 'assessment:paused']));
  });
});

describe('A sheet of the list', () => {
  test('shows its state, last change and day of deletion', () => {
    expect(atSheet({ sheets: [aSummary()] }).texts).toEqual(
      expect.arrayContaining(['K-2026-14', 'cases:state', 'cases:changed', 'cases:deletion']),
    );
  });

  test.each([
    ['unfinished', {}, 'cases:continue'],
    ['finished', { finished: true }, 'cases:view'],
  ])('that is %s is opened', (_name, given, words) => {
    const talk = atSheet({ sheets: [aSummary(given)] });
    play(talk, [[`[${words}]`, 'sheet']]);
    expect(talk.effect).toEqual({ type: 'open', dialog: 'assessment', sheet: 'sheet-1' });
  });

  test('that is unfinished goes on with "weiter", a finished one does not', () => {
    const unfinished = atSheet({ sheets: [aSummary()] });
    unfinished.type('weiter');
    expect(unfinished.effect).toEqual({ type: 'open', dialog: 'assessment', sheet: 'sheet-1' });
    const finished = atSheet({ sheets: [aSummary({ finished: true })] });
    finished.type('weiter');
    expect([finished.understood, finished.effect]).toEqual([false, undefined]);
  });

  test.each([
    ['finished', { finished: true }, true],
    ['unfinished', {}, false],
    ['reassessed', { finished: true, passes: 2 }, false],
  ])('that is %s hints at the reassessment: %s', (_name, given, hint) => {
    const { texts } = atSheet({ sheets: [aSummary(given)] });
    expect(texts.includes('cases:reassessHint')).toBe(hint);
  });

  test('gives its result sheet as a link, which is gone with the next sheet', () => {
    const talk = atSheet({ sheets: [aSummary(), aSummary({ id: 'b', reference: 'K-2026-15' })] });
    play(talk, [
      ['[assessment:export]', 'sheet', ['assessment:openSheet']],
      ['[common:back]', 'list'],
      ['[K-2026-15]', 'sheet'],
    ]);
    expect(talk.texts).not.toContain('assessment:openSheet');
  });

  test('that is gone by then leads back to the list', () => {
    const world: World = { sheets: [aSummary()] };
    const talk = atSheet(world);
    world.gone = true;
    play(talk, [['[assessment:export]', 'list']]);
  });

  test('that is gone by then is said to be gone, and no longer listed', () => {
    const world: World = { sheets: [aSummary()] };
    const talk = atSheet(world);
    world.gone = true;
    world.sheets = [];
    talk.tap('assessment:export');
    expect(talk.buttons).not.toContain('K-2026-14');
    expect(talk.reply.parts.some(({ kind }) => kind === 'notice')).toBe(true);
  });

  test.each([
    ['zurück', 'list'],
    ['abbrechen', 'list'],
    ['meine Fälle', 'list'],
    ['Menü', 'closed'],
  ])('%s leads away', (line, state) => {
    play(atSheet({ sheets: [aSummary()] }), [[line, state]]);
  });
});

describe('Deleting', () => {
  const sheets = [aSummary(), aSummary({ id: 'b', reference: 'K-2026-15' })];

  test('asks first, names the sheet, and says when it is done', () => {
    const talk = atSheet({ sheets });
    play(talk, [
      ['[cases:delete]', 'confirming', ['cases:confirmDelete', 'K-2026-14']],
      ['[cases:deleteNow]', 'list', ['cases:deleted', 'K-2026-15']],
    ]);
    expect(talk.buttons).not.toContain('K-2026-14');
  });

  test('offers the dangerous button as such', () => {
    const talk = atSheet({ sheets });
    talk.tap('cases:delete');
    const [, buttons] = talk.reply.parts;
    expect(
      buttons?.kind === 'buttons' && buttons.main.map(({ words, style }) => [textOf(words), style]),
    ).toEqual([
      ['cases:deleteNow', 'danger'],
      ['cases:keep', undefined],
    ]);
  });

  test.each([
    ['ja', 'list'],
    ['löschen', 'list'],
    ['nein', 'sheet'],
    ['weiß nicht', 'sheet'],
    ['[cases:keep]', 'sheet'],
    ['zurück', 'sheet'],
    ['abbrechen', 'sheet'],
    ['Menü', 'closed'],
  ])('is answered with %s', (input, state) => {
    play(atSheet({ sheets }), [
      ['löschen', 'confirming'],
      [input, state],
    ]);
  });

  test('means nothing in the list', () => {
    const talk = talkWith(cases, { sheets });
    play(talk, [['löschen', 'list']]);
    expect(talk.understood).toBe(false);
  });
});
