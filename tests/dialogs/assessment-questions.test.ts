import { describe, expect, test } from 'vitest';
import { assessment } from '../../dialogs/assessment.ts';
import { currentPass } from '../../src/domain/sheet.ts';
import {
  answersOf,
  atArea,
  atQuestion,
  atResult,
  note,
  partsOf,
  protectiveNotesIn,
  wording,
} from '../support/assessment.ts';
import { all, aPass, aSheet, firstOf, marked, theIndicators } from '../support/builders.ts';
import { play, talkWith } from '../support/dialogs.ts';

describe('Question by question', () => {
  test('takes the whole form in at most 55 taps', () => {
    const talk = talkWith(assessment);
    talk.tap('assessment:useSuggestion');
    for (const id of theIndicators) {
      expect(talk.texts).toContain(wording(id));
      talk.tap('assessment:answer.no');
    }
    expect(talk.state).toBe('review');
    talk.tap('assessment:finish');
    expect(talk.state).toBe('result');
    expect(answersOf(talk.sheet)).toEqual(all('no'));
    expect(talk.taps).toBeLessThanOrEqual(55);
  });

  test.each([
    ['[assessment:answer.yes]', 'yes'],
    ['[assessment:answer.no]', 'no'],
    ['[assessment:answer.open]', 'open'],
    ['Ja', 'yes'],
    ['nö', 'no'],
    ['weiß nicht', 'open'],
  ])('%s answers and shows the next question', (input, answer) => {
    const talk = atQuestion(9);
    play(talk, [[input, 'question', [wording('sprache.sprachkurs')]]]);
    expect(answersOf(talk.sheet)).toEqual({ 'sprache.analphabet': answer });
    expect(talk.sheet.position).toBe(10);
  });

  test('back shows the question before, with the answer it has', () => {
    play(atQuestion(9), [
      ['[assessment:answer.yes]', 'question', [wording('sprache.sprachkurs')]],
      [
        '[common:back]',
        'question',
        [wording('sprache.analphabet'), 'assessment:soFar', 'assessment:answer.yes'],
      ],
      ['[assessment:answer.open]', 'question', [wording('sprache.sprachkurs')]],
    ]);
  });

  test('there is no way back before the first question, and asking for it harms nothing', () => {
    const talk = atQuestion(0);
    expect(talk.buttons).not.toContain('common:back');
    play(talk, [['zurück', 'question', [wording('wohnen.gesundheitsgefaehrdend')]]]);
  });

  test('shows the lead-in and the closing line of the form around the questions on housing', () => {
    expect(atQuestion(0).texts).toEqual(
      expect.arrayContaining([
        'In höherem Maße …',
        'Verhalten könnte zur Wohnungslosigkeit führen',
      ]),
    );
    expect(atQuestion(4).texts).not.toContain('In höherem Maße …');
  });

  test.each([
    ['zu Gesundheit', 32],
    ['Bereich 4', 13],
    ['Frage 12', 11],
  ])('"%s" goes there', (line, position) => {
    const talk = atQuestion(0);
    play(talk, [[line, 'question']]);
    expect(talk.sheet.position).toBe(position);
  });

  test('a line that is no command is not understood and changes nothing', () => {
    const talk = atQuestion(9);
    talk.type('hat er einen kitaplatz?');
    expect(talk.understood).toBe(false);
    expect(talk.sheet).toEqual(aSheet({ position: 9 }));
  });

  test.each([
    ['[assessment:answer.no]', 'question'],
    ['[assessment:areaNone]', 'question'],
    ['[common:back]', 'question'],
    ['[common:help]', 'question'],
    ['[assessment:wholeArea]', 'area'],
    ['[assessment:overview]', 'review'],
    ['[assessment:pause]', 'closed'],
    ['[common:cancel]', 'leaving'],
  ])('%s keeps the note that stands in the field', (input, state) => {
    const talk = atQuestion(9);
    play(talk, [[input, state, [], { note: ' Kurs abgebrochen ' }]]);
    expect(currentPass(talk.sheet).notes).toEqual({ 'sprache.analphabet': 'Kurs abgebrochen' });
  });

  test('shows the note again, and an emptied field takes it away', () => {
    const talk = atQuestion(9);
    play(talk, [
      ['[assessment:answer.no]', 'question', [], { note: 'Kurs abgebrochen' }],
      ['[common:back]', 'question', [], { note: '' }],
    ]);
    expect(partsOf(talk, 'question')[0]?.inputs).toMatchObject([{ value: 'Kurs abgebrochen' }]);
    talk.tap('assessment:answer.no', { note: '' });
    expect(currentPass(talk.sheet).notes).toEqual({});
  });
});

describe('"In diesem Bereich nichts"', () => {
  test('answers the rest of the area with no in one tap', () => {
    const talk = atQuestion(13);
    play(talk, [
      [
        '[assessment:areaNone]',
        'question',
        ['assessment:areaClosed', wording('schule_arbeit.unfaehigkeit')],
      ],
    ]);
    expect(answersOf(talk.sheet)).toEqual(all('no', firstOf('kinder', 10)));
  });

  test('keeps what was answered before', () => {
    const talk = atQuestion(13);
    play(talk, [
      ['ja', 'question'],
      ['offen', 'question'],
      ['nichts', 'question', ['assessment:areaClosed']],
    ]);
    expect(answersOf(talk.sheet)).toEqual({
      ...all('no', firstOf('kinder', 10)),
      'kinder.kitaplatz': 'yes',
      'kinder.kitabesuch': 'open',
    });
  });

  test('can be taken back as one', () => {
    const talk = atQuestion(13);
    play(talk, [
      ['ja', 'question'],
      ['[assessment:areaNone]', 'question', ['assessment:undo']],
      ['[assessment:undo]', 'question', ['assessment:undone', wording('kinder.kitabesuch')]],
    ]);
    expect(answersOf(talk.sheet)).toEqual({ 'kinder.kitaplatz': 'yes' });
    expect(talk.buttons).not.toContain('assessment:undo');
  });

  test('cannot be taken back any more once something else was answered', () => {
    const talk = atQuestion(13);
    play(talk, [
      ['nichts', 'question'],
      ['nein', 'question'],
    ]);
    expect(talk.buttons).not.toContain('assessment:undo');
    talk.type('rückgängig');
    expect(talk.understood).toBe(false);
  });

  test('in an area that is answered moves on and offers nothing to take back', () => {
    const talk = atQuestion(9, { passes: [aPass({ answers: all('no') })] });
    play(talk, [['nichts', 'question', [wording('kinder.kitaplatz')]]]);
    expect(talk.buttons).not.toContain('assessment:undo');
  });

  test('in the last area leads to the overview, where it can be taken back', () => {
    const talk = atQuestion(37);
    play(talk, [
      ['nichts', 'review', ['assessment:undo']],
      ['[assessment:undo]', 'question', [wording('soziales.delinquenz')]],
    ]);
    expect(answersOf(talk.sheet)).toEqual({});
  });

  test('says that it was taken back from the overview too', () => {
    play(atQuestion(37), [
      ['nichts', 'review'],
      ['[assessment:undo]', 'question', ['assessment:undone']],
    ]);
  });
});

describe('A protective note', () => {
  test.each([
    ['wohnen.sozialunvertraeglich', 'wohnungslosigkeit'],
    ['kinder.kindeswohl', 'kindeswohl'],
    ['schule_arbeit.arbeitsverhaeltnisse', 'ausbeutung'],
    ['soziales.gewalterfahrung', 'gewalt'],
    ['soziales.radikalisierung', 'radikalisierung'],
  ])('is there at once when %s becomes a mark', (id, noteId) => {
    const talk = atQuestion(theIndicators.indexOf(id));
    talk.tap('assessment:answer.yes');
    expect(protectiveNotesIn(talk)).toEqual([note(noteId)]);
  });

  test.each(['nein', 'offen'])('does not come with %s', (line) => {
    const talk = atQuestion(theIndicators.indexOf('kinder.kindeswohl'));
    talk.type(line);
    expect(protectiveNotesIn(talk)).toEqual([]);
  });

  test('is gone with the next answer, and stands at its question again', () => {
    const talk = atQuestion(theIndicators.indexOf('kinder.kindeswohl'));
    play(talk, [
      ['ja', 'question'],
      ['nein', 'question'],
    ]);
    expect(protectiveNotesIn(talk)).toEqual([]);
    talk.type('Frage 18');
    expect(protectiveNotesIn(talk)).toEqual([note('kindeswohl')]);
  });

  test('is not repeated for every mark that calls for the same one', () => {
    const talk = atQuestion(0);
    talk.type('ja');
    expect(protectiveNotesIn(talk)).toEqual([note('wohnungslosigkeit')]);
    talk.type('ja');
    expect(protectiveNotesIn(talk)).toEqual([]);
  });

  test('stays while help is read', () => {
    const talk = atQuestion(theIndicators.indexOf('kinder.kindeswohl'));
    play(talk, [
      ['ja', 'question'],
      ['Hilfe', 'question'],
    ]);
    expect(protectiveNotesIn(talk)).toEqual([note('kindeswohl')]);
  });

  test('is there at once when an area card is saved', () => {
    const talk = atArea('kinder');
    talk.tap('assessment:saveArea', { marks: 'kinder.kindeswohl', open: '' });
    expect(protectiveNotesIn(talk)).toEqual([note('kindeswohl')]);
  });

  test('is there for each of several marks that an area card brings', () => {
    const talk = atArea('soziales');
    talk.tap('assessment:saveArea', {
      marks: 'soziales.gewalterfahrung,soziales.radikalisierung',
      open: '',
    });
    expect(protectiveNotesIn(talk)).toEqual([note('gewalt'), note('radikalisierung')]);
  });

  test('is there when a ticked area card is left for the questions', () => {
    const talk = atArea('kinder');
    talk.tap('assessment:oneByOne', { marks: 'kinder.kindeswohl', open: '' });
    expect(protectiveNotesIn(talk)).toEqual([note('kindeswohl')]);
  });

  test('stands in the result again, each once', () => {
    const talk = atResult(
      marked('wohnen.rechtswidrig', 'wohnen.sozialunvertraeglich', 'kinder.kindeswohl'),
    );
    expect(protectiveNotesIn(talk)).toEqual([note('kindeswohl'), note('wohnungslosigkeit')]);
  });
});
