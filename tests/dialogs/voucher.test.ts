import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { voucher } from '../../dialogs/guidance.ts';
import { rulesSchema } from '../../src/domain/responsibility.ts';
import { aGuide, aPhrase, visitOf } from '../support/visitors.ts';

/*
 * The way to the Berechtigungsschein, with the city's own table. Sources of the rows: the flow agreed in Rheine
 * (brochure of 2019), §§ 44, 44a AufenthG, § 5b AsylbLG, and the BAMF's Trägerrundschreiben 02/26.
 */

const table = rulesSchema.parse(
  JSON.parse(readFileSync(new URL('../../content/course-voucher.json', import.meta.url), 'utf8')),
);

const play = (picks: readonly string[], guide = aGuide()) => {
  const visit = visitOf(voucher, { guide });
  for (const pick of picks) visit.tap(pick.startsWith('advice:') ? pick : `voucher:${pick}`);
  return visit;
};

const UNSURE = 'advice:unsure';

describe('The way to the Berechtigungsschein', () => {
  test('begins with what loses most time: an old Schein', () => {
    const visit = visitOf(voucher);
    expect(visit.texts.slice(0, 2)).toEqual(['voucher:intro', 'voucher:elsewhere.question']);
  });

  test.each<[who: string, picks: string[], says: string]>([
    ['has an old Schein', ['elsewhere.yes'], 'alreadyHas'],
    ['gets money from the jobcenter', ['elsewhere.no', 'benefit.sgb2'], 'jobcenter'],
    ['gets Asylbewerberleistungen', ['elsewhere.no', 'benefit.asylblg'], 'asylblg'],
    ['has a title', ['elsewhere.no', 'benefit.none', 'stay.title'], 'abh'],
    ['is a resettler', ['elsewhere.no', 'benefit.none', 'stay.resettler'], 'resettler'],
    ['comes from the EU', ['elsewhere.no', 'benefit.none', 'stay.eu'], 'noAdmission'],
    ['comes from Ukraine', ['elsewhere.no', 'benefit.none', 'stay.ukraine'], 'noAdmission'],
    [
      'is in the asylum procedure',
      ['elsewhere.no', 'benefit.none', 'stay.procedure'],
      'noAdmission',
    ],
    ['does not know who pays', ['elsewhere.no', UNSURE, 'stay.ukraine'], 'dependsOnBenefit'],
    ['is not sure of the old Schein', [UNSURE, 'benefit.sgb2'], 'jobcenter'],
    ['knows nothing', [UNSURE, UNSURE, UNSURE], 'unclear'],
  ])('who %s is told whom to ask', (_who, picks, says) => {
    const visit = play(picks);
    expect(visit.state).toBe('result');
    expect(visit.texts).toContain(`voucher:${says}`);
    expect(visit.cards.length).toBeGreaterThan(0);
  });

  test('never takes more than three questions', () => {
    expect(Object.keys(table.facts)).toHaveLength(3);
  });

  test('always says that the office decides, with source and date', () => {
    const sources = {
      'bamf-2026': { name: 'BAMF, Trägerrundschreiben 02/26', date: '2026-02-09' },
    };
    const visit = play(['elsewhere.no', 'benefit.none', 'stay.eu'], aGuide({ sources }));
    expect(visit.texts).toContain('advice:decides');
    const provenance = visit.reply.parts.find(({ kind }) => kind === 'provenance');
    expect(JSON.stringify(provenance)).toContain('2026-02-09');
  });

  test('can be answered by typing yes and no', () => {
    const visit = visitOf(voucher);
    visit.hear(aPhrase('no'));
    expect(visit.texts).toContain('voucher:benefit.question');
  });

  test('goes back by one question, and begins again', () => {
    const visit = play(['elsewhere.no', 'benefit.none']);
    visit.tap('advice:undo');
    expect(visit.texts).toContain('voucher:benefit.question');
    const done = play(['elsewhere.yes']);
    done.tap('voucher:again');
    expect(done.texts).toContain('voucher:elsewhere.question');
  });
});
