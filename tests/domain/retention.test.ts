import { describe, expect, test } from 'vitest';
import { dayOf, deletionDay, noticeDay } from '../../src/domain/retention.ts';
import { reassess } from '../../src/domain/sheet.ts';
import { aPass, aSheet, MONDAY, theCatalogue } from '../support/builders.ts';

const rules = { unfinishedDays: 90, finishedMonths: 24 };

const unfinished = (changedAt: string) => aSheet({ changedAt });
const finished = (at: string) => aSheet({ changedAt: at, passes: [aPass({ finishedAt: at })] });

describe('An unfinished sheet', () => {
  test.each([
    ['in the morning', '2026-11-23T08:00:00.000Z', '2027-02-21'],
    ['just before midnight in Rheine', '2026-11-23T22:59:59.000Z', '2027-02-21'],
    ['just after midnight in Rheine', '2026-11-23T23:00:00.000Z', '2027-02-22'],
    ['late on a summer evening', '2026-06-30T21:59:00.000Z', '2026-09-28'],
    [
      'after midnight in summer, still the day before in UTC',
      '2026-06-30T22:00:00.000Z',
      '2026-09-29',
    ],
    ['on the eve of summer time', '2026-03-28T22:30:00.000Z', '2026-06-26'],
    ['in the night in which summer time begins', '2026-03-29T01:30:00.000Z', '2026-06-27'],
    ['in the hour that comes twice in October', '2026-10-25T00:30:00.000Z', '2027-01-23'],
  ])('that was last changed %s is deleted 90 days later', (_name, changedAt, day) => {
    expect(deletionDay(unfinished(changedAt), rules)).toBe(day);
  });

  test('is announced 7 days before', () => {
    expect(noticeDay(unfinished(MONDAY), rules)).toBe('2027-02-14');
  });
});

describe('A finished sheet', () => {
  test.each([
    ['on an ordinary day', '2026-11-23T08:00:00.000Z', '2028-11-23'],
    ['on 29 February', '2028-02-29T08:00:00.000Z', '2030-02-28'],
    ['after midnight in Rheine', '2026-12-31T23:30:00.000Z', '2029-01-01'],
  ])('that was finished %s is deleted 24 months later', (_name, at, day) => {
    expect(deletionDay(finished(at), rules)).toBe(day);
  });

  test('keeps to the end of a shorter month', () => {
    const short = { ...rules, finishedMonths: 6 };
    expect(deletionDay(finished('2026-08-31T08:00:00.000Z'), short)).toBe('2027-02-28');
  });

  test('is announced 30 days before, across the change of the clocks too', () => {
    expect(noticeDay(finished('2026-04-10T08:00:00.000Z'), rules)).toBe('2028-03-11');
  });

  test('counts from its last change, such as a decision', () => {
    const sheet = aSheet({
      passes: [aPass({ finishedAt: MONDAY })],
      changedAt: '2026-12-24T08:00:00.000Z',
    });
    expect(deletionDay(sheet, rules)).toBe('2028-12-24');
  });

  test('is kept as long, and announced as early, while its reassessment is under way', () => {
    const begun = reassess(finished(MONDAY), theCatalogue, '2026-12-24T08:00:00.000Z');
    expect(deletionDay(begun, rules)).toBe('2028-12-24');
    expect(noticeDay(begun, rules)).toBe('2028-11-24');
  });
});

describe('Today in Rheine', () => {
  test.each([
    ['2026-11-23T22:59:59.999Z', '2026-11-23'],
    ['2026-11-23T23:00:00.000Z', '2026-11-24'],
    ['2026-07-01T21:59:59.999Z', '2026-07-01'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02'],
  ])('at %s is %s', (at, day) => {
    expect(dayOf(at)).toBe(day);
  });
});
