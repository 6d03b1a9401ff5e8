import { describe, expect, test } from 'vitest';
import type { Hours } from '../../src/domain/guide.ts';
import { isHoliday, openingAt } from '../../src/domain/opening-hours.ts';

const on = (weekday: number, from: string, to: string): Hours => ({ weekday, from, to });

/** Monday to Thursday from 9 to 16, Friday to 12. */
const office = [1, 2, 3, 4]
  .map((weekday) => on(weekday, '09:00', '16:00'))
  .concat(on(5, '09:00', '12:00'));

/** Monday 14:30 to 15:30 and Thursday 11:00 to 12:30. */
const consultation = [on(1, '14:30', '15:30'), on(4, '11:00', '12:30')];

/** Monday in the morning and in the afternoon, the afternoon first. */
const divided = [on(1, '14:00', '16:00'), on(1, '09:00', '12:00')];

describe('An office', () => {
  test.each([
    ['from the minute in which it opens', '2026-11-23T08:00:00.000Z', '16:00'],
    ['in the middle of the day', '2026-11-23T11:30:00.000Z', '16:00'],
    ['to the last second', '2026-11-23T14:59:59.999Z', '16:00'],
    ['on Friday for a shorter time', '2026-11-27T10:59:00.000Z', '12:00'],
  ])('is open %s', (_name, at, until) => {
    expect(openingAt(office, at)).toEqual({ kind: 'open', until });
  });

  test.each([
    ['before it opens', '2026-11-23T07:59:59.999Z', 'today', '09:00'],
    ['just after midnight', '2026-11-22T23:00:00.000Z', 'today', '09:00'],
    ['just before midnight', '2026-11-23T22:59:59.999Z', 'tomorrow', '09:00'],
    ['from the minute in which it closes', '2026-11-23T15:00:00.000Z', 'tomorrow', '09:00'],
    ['on Sunday', '2026-11-22T12:00:00.000Z', 'tomorrow', '09:00'],
    ['on Saturday, until Monday', '2026-11-28T12:00:00.000Z', 1, '09:00'],
    ['on Friday afternoon, until Monday', '2026-11-27T11:00:00.000Z', 1, '09:00'],
  ] as const)('is closed %s', (_name, at, day, from) => {
    expect(openingAt(office, at)).toEqual({ kind: 'closed', day, from });
  });
});

describe('A place with hours in the morning and in the afternoon', () => {
  test.each([
    ['before both', '2026-11-23T07:00:00.000Z', { kind: 'closed', day: 'today', from: '09:00' }],
    ['in the morning', '2026-11-23T09:00:00.000Z', { kind: 'open', until: '12:00' }],
    ['between both', '2026-11-23T12:00:00.000Z', { kind: 'closed', day: 'today', from: '14:00' }],
    ['in the afternoon', '2026-11-23T14:00:00.000Z', { kind: 'open', until: '16:00' }],
    ['after both', '2026-11-23T15:00:00.000Z', { kind: 'closed', day: 1, from: '09:00' }],
  ])('is told right %s, in whatever order the hours are given', (_name, at, opening) => {
    expect(openingAt(divided, at)).toEqual(opening);
    expect(openingAt([...divided].reverse(), at)).toEqual(opening);
  });

  test('leaves the given hours in their order', () => {
    const given = [...divided];
    openingAt(given, '2026-11-23T09:00:00.000Z');
    expect(given).toEqual(divided);
  });
});

describe('The next opening', () => {
  test.each([
    ['later in the week', '2026-11-23T15:00:00.000Z', 4, '11:00'],
    ['tomorrow', '2026-11-25T12:00:00.000Z', 'tomorrow', '11:00'],
    ['in the next week', '2026-11-26T12:00:00.000Z', 1, '14:30'],
    ['in the next month', '2026-11-27T12:00:00.000Z', 1, '14:30'],
    ['in the next year', '2026-12-31T12:00:00.000Z', 1, '14:30'],
  ] as const)('may be %s', (_name, at, day, from) => {
    expect(openingAt(consultation, at)).toEqual({ kind: 'closed', day, from });
  });

  test('may be the same weekday a week later', () => {
    expect(openingAt([on(1, '14:30', '15:30')], '2026-11-23T14:30:00.000Z')).toEqual({
      kind: 'closed',
      day: 1,
      from: '14:30',
    });
  });
});

describe('Unknown hours', () => {
  test('lead to no statement at all', () => {
    expect(openingAt([], '2026-11-23T08:00:00.000Z')).toBeUndefined();
  });

  test('are those of which none comes within two weeks', () => {
    const fridays = [on(5, '09:00', '12:00')];
    // Christmas Day 2026 and New Year 2027 are Fridays; the third Friday is the fifteenth day.
    expect(openingAt(fridays, '2026-12-25T09:00:00.000Z')).toBeUndefined();
    expect(openingAt(fridays, '2026-12-26T09:00:00.000Z')).toEqual({
      kind: 'closed',
      day: 5,
      from: '09:00',
    });
  });
});

describe('Times are those of Rheine', () => {
  test.each([
    ['in winter at 8:00 UTC', '2026-03-27T07:59:59.999Z', '2026-03-27T08:00:00.000Z'],
    ['in summer at 7:00 UTC', '2026-03-30T06:59:59.999Z', '2026-03-30T07:00:00.000Z'],
    ['on the last Friday of summer time', '2026-10-23T06:59:59.999Z', '2026-10-23T07:00:00.000Z'],
    ['on the first Monday of winter time', '2026-10-26T07:59:59.999Z', '2026-10-26T08:00:00.000Z'],
  ])('an office that opens at 9:00 opens %s', (_name, before, from) => {
    expect(openingAt(office, before)).toMatchObject({ kind: 'closed', day: 'today' });
    expect(openingAt(office, from)).toMatchObject({ kind: 'open' });
  });

  test.each([
    ['begins', '2026-03-28T22:00:00.000Z', '2026-03-29T06:59:00.000Z', '2026-03-29T07:00:00.000Z'],
    ['ends', '2026-10-24T21:30:00.000Z', '2026-10-25T07:59:00.000Z', '2026-10-25T08:00:00.000Z'],
  ])('tomorrow is tomorrow in the night in which summer time %s', (_name, eve, before, from) => {
    const sundays = [on(7, '09:00', '12:00')];
    expect(openingAt(sundays, eve)).toEqual({ kind: 'closed', day: 'tomorrow', from: '09:00' });
    expect(openingAt(sundays, before)).toEqual({ kind: 'closed', day: 'today', from: '09:00' });
    expect(openingAt(sundays, from)).toEqual({ kind: 'open', until: '12:00' });
  });

  test('a moment may be written with any offset', () => {
    expect(openingAt(office, '2026-11-23T10:00:00+02:00')).toEqual({
      kind: 'open',
      until: '16:00',
    });
  });
});

describe('The public holidays of North Rhine-Westphalia', () => {
  const daysOf = (year: number): string[] =>
    Array.from({ length: 365 }, (_, day) =>
      new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
    );

  test.each([
    [
      2026,
      [
        '2026-01-01', // New Year
        '2026-04-03', // Good Friday
        '2026-04-06', // Easter Monday
        '2026-05-01', // Labour Day
        '2026-05-14', // Ascension
        '2026-05-25', // Whit Monday
        '2026-06-04', // Corpus Christi
        '2026-10-03', // German Unity
        '2026-11-01', // All Saints
        '2026-12-25', // Christmas
        '2026-12-26',
      ],
    ],
    [
      2027,
      [
        '2027-01-01',
        '2027-03-26',
        '2027-03-29',
        '2027-05-01',
        '2027-05-06',
        '2027-05-17',
        '2027-05-27',
        '2027-10-03',
        '2027-11-01',
        '2027-12-25',
        '2027-12-26',
      ],
    ],
  ])('of %i are these eleven days and no others', (year, holidays) => {
    expect(daysOf(year).filter((day) => isHoliday(`${day}T12:00:00.000Z`))).toEqual(holidays);
  });

  test.each([
    ['2024-04-01', 'Easter Monday of 2024'],
    ['2025-04-21', 'Easter Monday of 2025'],
    ['2038-04-26', 'Easter Monday of 2038, the latest that there is'],
    ['2285-03-23', 'Easter Monday of 2285, the earliest that there is'],
  ])('%s is one: %s', (day) => {
    expect(isHoliday(`${day}T12:00:00.000Z`)).toBe(true);
  });

  test.each([
    ['2026-12-24T22:59:59.999Z', false],
    ['2026-12-24T23:00:00.000Z', true],
    ['2026-12-26T22:59:59.999Z', true],
    ['2026-12-26T23:00:00.000Z', false],
    ['2026-04-30T21:59:59.999Z', false],
    ['2026-04-30T22:00:00.000Z', true],
    ['2026-12-31T23:00:00.000Z', true],
  ])('go from midnight to midnight in Rheine: at %s it is %s', (at, holiday) => {
    expect(isHoliday(at)).toBe(holiday);
  });

  test.each([
    ['on Good Friday, until Tuesday after Easter', '2026-04-03T08:00:00.000Z', 2],
    ['on the eve of Good Friday, until Tuesday after Easter', '2026-04-02T15:00:00.000Z', 2],
    ['on Easter Monday, until tomorrow', '2026-04-06T08:00:00.000Z', 'tomorrow'],
    ['on Corpus Christi, until tomorrow', '2027-05-27T08:00:00.000Z', 'tomorrow'],
    ['on New Year, which is a Friday, until Monday', '2027-01-01T09:00:00.000Z', 1],
  ] as const)('are closed: %s', (_name, at, day) => {
    expect(openingAt(office, at)).toEqual({ kind: 'closed', day, from: '09:00' });
  });

  test('do not take Christmas Eve with them', () => {
    expect(openingAt(office, '2026-12-24T09:00:00.000Z')).toEqual({ kind: 'open', until: '16:00' });
  });
});
