import { describe, expect, test } from 'vitest';
import { wishesBy } from '../../../src/domain/understanding/wishes.ts';

const none = { morning: [], afternoon: [], weekend: [], shift: [], teenagers: [], work: [] };
const rest = { alphabet: [], beginner: [], advanced: [] };

const german = {
  negations: { before: ['ohne', 'nicht', 'brauche keine'], after: ['brauche ich nicht'] },
  wishes: {
    ...none,
    ...rest,
    morning: ['vormittag'],
    evening: ['abend'],
    childcare: ['kinderbetreu'],
    women: ['nur fur frauen', 'ohne manner'],
    online: ['online'],
  },
};
const turkish = {
  negations: { before: [], after: ['gerek yok', 'olmadan'] },
  wishes: {
    ...none,
    ...rest,
    evening: ['akşam'],
    childcare: ['çocuk bakım'],
    women: [],
    online: [],
  },
};

const wishesIn = wishesBy([german, turkish]);
const said = (line: string) => wishesIn(line, []);

describe('What a line wishes', () => {
  test.each([
    ['Abendkurs mit Kinderbetreuung', { when: 'evening', childcare: true }],
    ['nur für Frauen, online', { whom: 'women', online: true }],
    ['akşam kursu', { when: 'evening' }],
    ['Was kostet das?', {}],
  ])('is found by its words: %s', (line, wishes) => {
    expect(said(line)).toEqual(wishes);
  });

  test('is what stands first, where two exclude each other', () => {
    expect(said('vormittags oder abends')).toEqual({ when: 'morning' });
  });

  test.each([
    ['ohne Kinderbetreuung am Abend', { when: 'evening' }],
    ['Ich brauche keine Kinderbetreuung', {}],
    ['Kinderbetreuung brauche ich nicht', {}],
    ['nicht am Abend, lieber vormittags', { when: 'morning' }],
    ['nicht online', {}],
    ['akşam, çocuk bakımı gerek yok', { when: 'evening' }],
    ['çocuk bakımı olmadan', {}],
  ])('is not what is denied: %s', (line, wishes) => {
    expect(said(line)).toEqual(wishes);
  });

  test.each([
    ['ohne Männer', { whom: 'women' }],
    ['Ich kann nicht kommen wenn es am Abend ist', { when: 'evening' }],
    ['Geht das nicht auch am Abend?', { when: 'evening' }],
  ])('is denied by a word that stands directly before it only: %s', (line, wishes) => {
    expect(said(line)).toEqual(wishes);
  });
});

describe('A topic that a line is near to', () => {
  const near = (label: string, share: number) => [{ label, share }];

  test('is a wish as well, from some share on', () => {
    expect(wishesIn('wer passt auf', near('so.kinderbetreuung', 0.5))).toEqual({ childcare: true });
    expect(wishesIn('wer passt auf', near('so.kinderbetreuung', 0.05))).toEqual({});
    expect(wishesIn('was kostet das', near('so.kosten', 0.9))).toEqual({});
  });

  test('is none where the line denies it', () => {
    expect(wishesIn('kurs ohne kinderbetreuung', near('so.kinderbetreuung', 0.9))).toEqual({});
  });

  test('counts less than what is said', () => {
    expect(wishesIn('vormittags', near('so.abend', 0.9))).toEqual({ when: 'morning' });
  });
});
