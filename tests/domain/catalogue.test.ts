import { describe, expect, test } from 'vitest';
import {
  catalogueSchema,
  firstPositionOf,
  protectiveNotesFor,
  questionAt,
  questionsOf,
} from '../../src/domain/catalogue.ts';
import { aSmallCatalogue, theCatalogue, theIndicators } from '../support/builders.ts';

describe('The shipped catalogue', () => {
  test.each([
    ['wohnen', 'Wohnen', 4, 1],
    ['lebensunterhalt', 'Sicherung des Lebensunterhalts / Existenzsicherung', 5, 3],
    ['sprache', 'Sprache', 4, 2],
    ['kinder', 'Kinder und Erziehung (bis 18 Jahre)', 10, 3],
    ['schule_arbeit', 'Schule, Arbeit und Ausbildung', 9, 5],
    ['gesundheit', 'Gesundheit', 5, 2],
    ['soziales', 'Soziale Kontakte / Beziehungen', 10, 3],
  ])(
    'has the area %s, "%s", with %i indicators, %i of which make a point',
    (id, title, size, threshold) => {
      const area = theCatalogue.areas.find((each) => each.id === id);
      expect(area?.title.de).toBe(title);
      expect(area?.indicators).toHaveLength(size);
      expect(area?.marksPerPoint).toBe(threshold);
    },
  );

  test('has 7 areas', () => {
    expect(theCatalogue.areas).toHaveLength(7);
  });

  test('has the 47 indicators of the form, in its order', () => {
    expect(theIndicators).toEqual([
      'wohnen.gesundheitsgefaehrdend',
      'wohnen.sozialunvertraeglich',
      'wohnen.bausubstanzgefaehrdend',
      'wohnen.rechtswidrig',
      'lebensunterhalt.verschuldung',
      'lebensunterhalt.behoerdengaenge',
      'lebensunterhalt.asylverfahren',
      'lebensunterhalt.budget',
      'lebensunterhalt.finanzkompetenz',
      'sprache.analphabet',
      'sprache.sprachkurs',
      'sprache.behinderung',
      'sprache.motivation',
      'kinder.kitaplatz',
      'kinder.kitabesuch',
      'kinder.elternmitwirkung',
      'kinder.elternunterstuetzung',
      'kinder.kindeswohl',
      'kinder.erziehungsmethoden',
      'kinder.tagesstruktur',
      'kinder.schulanmeldung',
      'kinder.schulbesuch',
      'kinder.auffaelligkeit',
      'schule_arbeit.unfaehigkeit',
      'schule_arbeit.schulbesuch',
      'schule_arbeit.abbruch',
      'schule_arbeit.platz',
      'schule_arbeit.motivation',
      'schule_arbeit.bildungssystem',
      'schule_arbeit.bildungsfern',
      'schule_arbeit.arbeitsverhaeltnisse',
      'schule_arbeit.foerdermoeglichkeiten',
      'gesundheit.diagnose',
      'gesundheit.beeintraechtigung',
      'gesundheit.praevention',
      'gesundheit.therapieplatz',
      'gesundheit.versorgungssystem',
      'soziales.delinquenz',
      'soziales.sozialverhalten',
      'soziales.gewalterfahrung',
      'soziales.ausgrenzung',
      'soziales.krise',
      'soziales.religion',
      'soziales.familienzusammenfuehrung',
      'soziales.alleinerziehend',
      'soziales.wertekonflikt',
      'soziales.radikalisierung',
    ]);
  });

  test.each([
    [
      'wohnen.bausubstanzgefaehrdend',
      'bausubstanzgefährdendes Verhalten (Schimmelbefall, unsachgemäße Raumnutzung, Rohrverstopfung durch unsachgemäße Müllentsorgung)',
    ],
    [
      'lebensunterhalt.finanzkompetenz',
      'Fehlende Kompetenz, Finanzangelegenheiten zu managen (Überweisungen, Zahlungsverpflichtungen)',
    ],
    ['sprache.behinderung', 'Sprachliche Behinderung (z. B. Stottern, gehörlos, Stummheit)'],
    [
      'kinder.erziehungsmethoden',
      '„Befremdliche“ Erziehungsmethoden/-vorstellungen (z. B. Ramadan fasten, Unterdrückung der Frau, Schwimmunterricht, Patriarchat, Gewalt, fehlende Gleichberechtigung)',
    ],
    [
      'schule_arbeit.arbeitsverhaeltnisse',
      'Arbeitsverhältnisse (Abhängigkeiten, Verstöße gegen Arbeitsschutz und -recht, Schwarzarbeit, Zwangsarbeit)',
    ],
    [
      'gesundheit.versorgungssystem',
      'Fehlende Kenntnis und Inanspruchnahme sowie Verweigerung des medizinischen Versorgungssystems (Pflegedienste, ambulante und (teil-)stationäre Dienste)',
    ],
    ['soziales.radikalisierung', 'Radikalisierung / -tendenzen'],
  ])('keeps the wording of the form for %s', (id, wording) => {
    const question = questionsOf(theCatalogue).find(({ indicator }) => indicator.id === id);
    expect(question?.indicator.text.de).toBe(wording);
  });

  test('has the two columns of the form', () => {
    expect(theCatalogue.passes).toEqual(['ersterfassung', 'folgeerfassung']);
  });

  test('frames the questions on housing as the form does', () => {
    const [housing] = theCatalogue.areas;
    expect(housing?.leadIn?.de).toBe('In höherem Maße …');
    expect(housing?.closing?.de).toContain('Wohnungslosigkeit');
  });

  test('says that its English is an unreviewed translation', () => {
    expect(theCatalogue.translations.en.reviewed).toBe(false);
  });
});

describe('Indicators that call for more than a tick', () => {
  test.each([
    ['kinder.kindeswohl', ['§ 8a SGB VIII', 'insoweit erfahrene Fachkraft', 'Jugendamt']],
    ['soziales.gewalterfahrung', ['110', '116 016']],
    ['soziales.radikalisierung', ['BAMF', 'Wegweiser']],
    ['wohnen.gesundheitsgefaehrdend', ['Fachstelle für Wohnungsnotfälle']],
    ['wohnen.sozialunvertraeglich', ['Fachstelle für Wohnungsnotfälle']],
    ['wohnen.bausubstanzgefaehrdend', ['Fachstelle für Wohnungsnotfälle']],
    ['wohnen.rechtswidrig', ['Fachstelle für Wohnungsnotfälle']],
    ['schule_arbeit.arbeitsverhaeltnisse', ['Zwangsarbeit', 'Zoll (FKS) nur mit Einwilligung']],
  ])('%s has one note, which names what helps', (id, named) => {
    const notes = protectiveNotesFor(theCatalogue, [id]);
    expect(notes).toHaveLength(1);
    for (const each of named) expect(notes[0]?.text.de).toContain(each);
  });

  test('all others have none', () => {
    const withNote = theIndicators.filter(
      (id) => protectiveNotesFor(theCatalogue, [id]).length > 0,
    );
    expect(withNote).toHaveLength(8);
  });

  test('a note stands once, however many of its indicators are marked, in the order of the catalogue', () => {
    const notes = protectiveNotesFor(theCatalogue, [
      'wohnen.rechtswidrig',
      'soziales.gewalterfahrung',
      'wohnen.sozialunvertraeglich',
      'kinder.kindeswohl',
    ]);
    expect(notes.map(({ id }) => id)).toEqual(['kindeswohl', 'gewalt', 'wohnungslosigkeit']);
  });
});

describe('A place in the catalogue', () => {
  test('counts questions and areas from 1, as people do', () => {
    const { number, areaNumber, area, indicator } = questionAt(theCatalogue, 17);
    expect([number, areaNumber, area.id, indicator.id]).toEqual([
      18,
      4,
      'kinder',
      'kinder.kindeswohl',
    ]);
  });

  test.each([
    [-1, 1],
    [0, 1],
    [46, 47],
    [47, 47],
  ])('position %i gives question %i', (position, number) => {
    expect(questionAt(theCatalogue, position).number).toBe(number);
  });

  test.each([
    ['wohnen', 0],
    ['kinder', 13],
    ['soziales', 37],
    ['arbeit', undefined],
  ])('the area %s begins at position %s', (area, position) => {
    expect(firstPositionOf(theCatalogue, area)).toBe(position);
  });
});

describe('A catalogue is refused', () => {
  const small = aSmallCatalogue();
  const [one, two] = small.areas;
  const [note] = small.protectiveNotes;
  const text = { de: 'Frage', en: 'Question' };

  test.each([
    [
      'where an indicator stands twice',
      { areas: [one, { ...two, indicators: [...(two?.indicators ?? []), two?.indicators[0]] }] },
      'zwei.a stands twice',
    ],
    [
      'where an indicator stands in an area that is not its own',
      {
        areas: [one, { ...two, marksPerPoint: 1, indicators: [{ id: 'drei.a', text }] }],
        protectiveNotes: [],
      },
      'drei.a does not belong to zwei',
    ],
    [
      'where a note names an unknown indicator',
      { protectiveNotes: [{ ...note, indicators: ['eins.c'] }] },
      'note schutz names eins.c, which is unknown',
    ],
  ])('%s', (_name, changed, message) => {
    const result = catalogueSchema.safeParse({ ...small, ...changed });
    expect(result.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  test.each([
    ['without areas', { areas: [] }],
    ['where an area has no indicator', { areas: [{ ...one, indicators: [] }] }],
    ['where no mark would make a point', { areas: [{ ...one, marksPerPoint: 0 }, two] }],
    ['where a translation is missing', { areas: [{ ...one, title: { de: 'Eins' } }, two] }],
    ['without a column to fill', { passes: [] }],
    ['without its source', { source: undefined }],
  ])('%s', (_name, changed) => {
    expect(catalogueSchema.safeParse({ ...small, ...changed }).success).toBe(false);
  });

  test('where two areas have the same id', () => {
    const areas = [one, { ...one, indicators: [{ id: 'eins.c', text }] }, two];
    expect(catalogueSchema.safeParse({ ...small, areas }).success).toBe(false);
  });

  test('where an area needs more marks for its point than it has indicators', () => {
    const areas = [one, { ...two, marksPerPoint: 3 }];
    expect(catalogueSchema.safeParse({ ...small, areas }).success).toBe(false);
  });
});
