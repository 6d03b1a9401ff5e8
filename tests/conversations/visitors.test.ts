import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import catalogue from '../../content/catalogue.json' with { type: 'json' };
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { MASK } from '../../src/domain/masking.ts';
import { phrases } from '../../src/domain/phrases.ts';
import { theCatalogue } from '../support/builders.ts';
import { aChat } from '../support/chat.ts';
import {
  answerOf,
  aVisitorIn,
  openSharedApp,
  plain,
  shownIn,
  standsBefore,
  storedNow,
  type Talking,
  wordsOf,
} from '../support/visitor-talk.ts';

let app: Awaited<ReturnType<typeof openSharedApp>>;
beforeAll(async () => {
  app = await openSharedApp();
});
afterAll(() => app.close());

const german = wordsOf('de');

/** How people write in each language: about the price of a course, in an emergency, and at the end. */
const LINES: Readonly<Record<Locale, { price: string; emergency: string; thanks: string }>> = {
  de: {
    price: 'Ist der Deutschkurs der Stadt kostenlos oder muss ich zahlen?',
    emergency: 'Mein Mann hat mich geschlagen und ich habe Angst',
    thanks: 'Vielen Dank!',
  },
  'de-x-simple': {
    price: 'Kostet der Deutschkurs Geld?',
    emergency: 'mein mann schlägt mich',
    thanks: 'danke',
  },
  en: {
    price: 'Do I have to pay for the German course of the city?',
    emergency: 'My husband hit me and I am afraid',
    thanks: 'Thank you very much',
  },
  uk: {
    price: 'Чи потрібно платити за курс німецької мови?',
    emergency: 'Чоловік побив мене, мені страшно',
    thanks: 'дякую',
  },
  ar: {
    price: 'هل يجب أن أدفع مقابل دورة اللغة الألمانية؟',
    emergency: 'زوجي ضربني وأنا خائفة',
    thanks: 'شكرا',
  },
  ro: {
    price: 'Trebuie să plătesc pentru cursul de limba germană?',
    emergency: 'Soțul meu m-a bătut și mi-e frică',
    thanks: 'Mulțumesc',
  },
  ru: {
    price: 'Нужно ли мне платить за курс немецкого языка?',
    emergency: 'Муж избил меня, мне страшно',
    thanks: 'Спасибо',
  },
  tr: {
    price: 'Almanca kursu ücretsiz mi?',
    emergency: 'Kocam beni dövdü, çok korkuyorum',
    thanks: 'Teşekkürler',
  },
  bg: {
    price: 'Трябва ли да плащам за курса по немски език?',
    emergency: 'Мъжът ми ме наби и ме е страх',
    thanks: 'Благодаря',
  },
  pl: {
    price: 'Ile kosztuje kurs niemieckiego, czy jest darmowy?',
    emergency: 'Mąż mnie pobił i boję się',
    thanks: 'Dziękuję',
  },
  fa: {
    price: 'هزینه کلاس آلمانی چقدر است؟',
    emergency: 'شوهرم مرا کتک زد و می‌ترسم',
    thanks: 'ممنون',
  },
  ku: {
    price: 'Kursa almanî bi çend pereyan e?',
    emergency: 'Mêrê min li min xist û ez ditirsim',
    thanks: 'Spas',
  },
  pt: {
    price: 'Quanto custa o curso de alemão?',
    emergency: 'O meu marido bateu-me e tenho medo',
    thanks: 'Obrigada',
  },
};

/** What may never be said to a visitor: the instrument of the staff, and what belongs to it. */
const OF_STAFF = [
  ...theCatalogue.areas.flatMap(({ indicators }) =>
    indicators.flatMap(({ text }) => [text.de, text.en]),
  ),
  ...theCatalogue.protectiveNotes.flatMap(({ text }) => [text.de, text.en]),
  'Indikatorenkatalog',
  'Neue Einschätzung',
  'New assessment',
  'Fallkürzel',
  'von 47',
  'of 47',
  'Lebensbereich',
  'Meine Fälle',
  'Ergebnisbogen',
];
const staffWordsIn = (text: string): string[] => OF_STAFF.filter((each) => text.includes(each));

/** What the buttons of a reply do. */
const eventsOf = ({ heard }: Talking): string[] =>
  heard.replies
    .flatMap(({ suggestedActions, attachments = [] }) => [
      ...(suggestedActions?.actions ?? []),
      ...attachments.flatMap(({ content }) => content.buttons ?? []),
    ])
    .flatMap(({ value }) => Object(value).event?.type ?? []);

/** The questions that nobody answered, as they are stored. */
async function unanswered(): Promise<{ text: string; locale: string }[]> {
  const stored = await storedNow(app);
  return Object.entries(stored)
    .filter(([key]) => key.startsWith('unanswered/'))
    .map(([, value]) => value as { text: string; locale: string });
}

describe.each(LOCALES)('A whole conversation in %s', (locale) => {
  test('from the greeting to the farewell', async () => {
    const say = wordsOf(locale);
    const { price, emergency, thanks } = LINES[locale];
    const visitor = await aVisitorIn(app, locale);

    // She is greeted in her language, and told what this is.
    expect(visitor.heard.replies[0]?.locale).toBe(locale);
    for (const key of ['hello', 'canDo', 'data']) {
      expect(shownIn(visitor.heard)).toContain(plain(say(`visit:${key}`)));
    }
    const { answer, title, reviewed } = answerOf(locale, 'so.kosten');
    expect(shownIn(visitor.heard).includes(plain(say('visit:binding')))).toBe(!reviewed);
    expect(visitor.heard.buttons).toEqual(
      ['course', 'questions', 'advice', 'person', 'language'].map((key) => say(`visit:${key}`)),
    );

    // A typed question is answered from the content of her language, with its source.
    await visitor.say(price);
    expect(visitor.heard.replies[0]?.locale).toBe(locale);
    expect(standsBefore(visitor.heard, title, answer)).toBe(true);
    expect(shownIn(visitor.heard)).toContain('2019');
    expect(shownIn(visitor.heard).includes(plain(say('visit:bindingShort')))).toBe(!reviewed);

    // The course finder leads by buttons to results.
    await visitor.tap(say('visit:course'));
    for (const [question, option] of [
      ['whom', 'women'],
      ['level', 'beginner'],
      ['when', 'morning'],
      ['childcare', 'needed'],
      ['place', 'onsite'],
    ]) {
      expect(shownIn(visitor.heard)).toContain(plain(say(`course:${question}.question`)));
      await visitor.tap(say(`course:${question}.${option}`));
    }
    expect(shownIn(visitor.heard)).toContain(plain(say('course:nearest')));
    expect(visitor.heard.cards.map((card) => card.title)).toContain(say('course:kind.women'));
    expect(visitor.heard.links).toContain('tel:+495971939141');

    // Advice leads to a contact.
    await visitor.tap(say('visit:home'));
    await visitor.tap(say('visit:advice'));
    await visitor.tap(say('advice:concern.residence'));
    await visitor.tap(say('advice:lives.rheine'));
    expect(shownIn(visitor.heard)).toContain(plain(say('advice:result')));
    expect(visitor.heard.cards[0]?.title).toBe('Ausländerbehörde der Stadt Rheine');
    expect(visitor.heard.links).toContain('tel:+495971939390');

    // A person.
    await visitor.tap(say('visit:person'));
    expect(shownIn(visitor.heard)).toContain(plain(say('visit:personIntro')));

    // An emergency is answered before anything else.
    await visitor.say(emergency);
    const help = answerOf(locale, 'am.notfall');
    const first = shownIn(visitor.heard);
    expect(first.startsWith(plain(help.title))).toBe(true);
    expect(first).toContain(plain(help.answer));
    for (const number of ['110', '112']) expect(help.answer).toContain(number);
    expect(visitor.heard.links.slice(0, 2)).toEqual(['tel:110', 'tel:112']);
    expect(visitor.heard.buttons).toEqual(
      ['goOn', 'person', 'home'].map((key) => say(`visit:${key}`)),
    );

    // It goes on where she was, and ends shortly.
    await visitor.tap(say('visit:goOn'));
    expect(shownIn(visitor.heard)).toContain(plain(say('advice:result')));
    await visitor.say(thanks);
    expect(shownIn(visitor.heard)).toBe(plain(say('visit:thanks')));
    expect(visitor.heard.buttons).toEqual([]);
  });

  test('an emergency is answered, whatever language the chat is set to', async () => {
    const other = locale === 'tr' ? 'pl' : 'tr';
    const visitor = await aVisitorIn(app, other);
    await visitor.say(LINES[locale].emergency);
    const said = visitor.heard.replies[0]?.locale as Locale;
    expect([other, locale === 'de-x-simple' ? 'de' : locale]).toContain(said);
    expect(shownIn(visitor.heard)).toContain(plain(answerOf(said, 'am.notfall').answer));
    expect(visitor.heard.links.slice(0, 2)).toEqual(['tel:110', 'tel:112']);
  });
});

describe('Another language', () => {
  test('by button, in the middle of the course finder, keeps the place and the wishes', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:course'));
    await visitor.tap(german('course:whom.women'));
    await visitor.tap(german('course:level.beginner'));
    await visitor.send({ ...visitor.line('x'), value: { event: { type: 'LANGUAGES' }, card: '' } });
    expect(shownIn(visitor.heard)).toContain(german('visit:whichLanguage'));
    expect(shownIn(visitor.heard)).toContain(german('course:when.question'));

    await visitor.tap('Українська');
    const ukrainian = wordsOf('uk');
    expect(shownIn(visitor.heard)).toContain(plain(ukrainian('visit:languageChanged')));
    expect(shownIn(visitor.heard)).toContain(plain(ukrainian('course:when.question')));
    await visitor.tap(ukrainian('course:when.evening'));
    await visitor.tap(ukrainian('course:show'));
    const understood = shownIn(visitor.heard);
    for (const wish of ['women', 'beginner', 'evening']) {
      expect(understood).toContain(plain(ukrainian(`course:wish.${wish}`)));
    }
  });

  test('in which one writes, in the middle of the course finder, keeps the place and the wishes', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:course'));
    await visitor.say('мені потрібен курс для жінок');
    const ukrainian = wordsOf('uk');
    expect(shownIn(visitor.heard)).toContain(plain(ukrainian('visit:languageChanged')));
    expect(shownIn(visitor.heard)).toContain(plain(ukrainian('course:level.question')));
    await visitor.tap(ukrainian('course:show'));
    expect(shownIn(visitor.heard)).toContain(plain(ukrainian('course:wish.women')));
  });

  test('in which one asks something else is answered in it, and the question stands again in it', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:course'));
    await visitor.tap(german('course:whom.women'));
    await visitor.say(LINES.ru.price);
    const russian = wordsOf('ru');
    expect(
      standsBefore(
        visitor.heard,
        answerOf('ru', 'so.kosten').answer,
        russian('course:level.question'),
      ),
    ).toBe(true);
  });

  test('stays after a restart of the bot', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:language'));
    await visitor.tap('Türkçe');
    expect(shownIn(visitor.heard)).toContain(plain(wordsOf('tr')('visit:hello')));
    await visitor.tap(wordsOf('tr')('visit:course'));
    await app.stop();
    await visitor.tap(wordsOf('tr')('course:whom.adults'));
    expect(shownIn(visitor.heard)).toContain(plain(wordsOf('tr')('course:level.question')));
  });

  test('is the wish of one visitor, not of all', async () => {
    const [anna, bert] = await Promise.all([aVisitorIn(app, 'de'), aVisitorIn(app, 'de')]);
    await anna.tap(german('visit:language'));
    await anna.tap('English');
    await bert.say('hallo');
    expect(shownIn(bert.heard)).toContain(german('visit:greeting'));
  });

  test('of one word is no wish to change', async () => {
    const visitor = await aVisitorIn(app, 'ar');
    await visitor.say('ok');
    expect(visitor.heard.replies[0]?.locale).toBe('ar');
  });
});

describe('In the middle of the course finder', () => {
  async function atLevel(): Promise<Talking> {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:course'));
    await visitor.tap(german('course:whom.women'));
    return visitor;
  }
  const question = german('course:level.question');

  test('a question is answered, and the question at hand stands again', async () => {
    const visitor = await atLevel();
    await visitor.say('Was kostet der Kurs?');
    const { answer } = answerOf('de', 'so.kosten');
    expect(standsBefore(visitor.heard, answer, question)).toBe(true);
    await visitor.tap(german('course:level.alphabet'));
    expect(shownIn(visitor.heard)).toContain(german('course:when.question'));
  });

  test('a person is named, and the question at hand stands again', async () => {
    const visitor = await atLevel();
    await visitor.send({ ...visitor.line('x'), value: { event: { type: 'PERSON' }, card: '' } });
    expect(standsBefore(visitor.heard, german('visit:personIntro'), question)).toBe(true);
    expect(visitor.heard.links).toContain('tel:+495971939390');
  });

  test('what is not for this chat is said so, and the question at hand stands again', async () => {
    const visitor = await atLevel();
    await visitor.say('Welche Partei soll ich wählen?');
    expect(standsBefore(visitor.heard, german('visit:notHere'), question)).toBe(true);
  });

  test('an emergency is answered alone, and the question stands again after a tap', async () => {
    const visitor = await atLevel();
    await visitor.say('hilfe er hat ein messer und will mich umbringen');
    expect(visitor.heard.links.slice(0, 2)).toEqual(['tel:110', 'tel:112']);
    expect(shownIn(visitor.heard)).not.toContain(question);
    await visitor.tap(german('visit:goOn'));
    expect(shownIn(visitor.heard)).toContain(question);
    await visitor.tap(german('course:show'));
    expect(shownIn(visitor.heard)).toContain(german('course:wish.women'));
  });

  test.each([
    ['egal', 'course:when.question'],
    ['weiß nicht', 'course:reads.question'],
    ['zurück', 'course:whom.question'],
    ['von vorne', 'visit:homeAgain'],
    ['Danke', 'visit:thanks'],
    ['tschüss', 'visit:bye'],
    ['Gespräch löschen', 'visit:forgetAsk'],
  ])('"%s" is understood in words', async (line, key) => {
    const visitor = await atLevel();
    await visitor.say(line);
    expect(shownIn(visitor.heard)).toContain(german(key));
    expect(shownIn(visitor.heard)).not.toContain(question);
  });

  test('a tap on an answer that was given before changes nothing, and the question stands again', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:course'));
    const late = visitor.press(german('course:whom.work'));
    await visitor.tap(german('course:whom.women'));
    await visitor.send(late);
    expect(standsBefore(visitor.heard, german('visit:old'), question)).toBe(true);
    await visitor.tap(german('course:show'));
    expect(shownIn(visitor.heard)).toContain(german('course:wish.women'));
    expect(shownIn(visitor.heard)).not.toContain(german('course:wish.work'));
  });
});

describe('Wishes in one line', () => {
  test('of a mother who works, in Ukrainian, are found both, and a farewell ends it', async () => {
    const ukrainian = wordsOf('uk');
    const visitor = await aVisitorIn(app, 'uk');
    await visitor.say('чи є курси ввечері я працюю і маю малу дитину');
    const text = shownIn(visitor.heard);
    for (const key of ['course:wish.evening', 'course:wish.childcare', 'course:nearest']) {
      expect(text).toContain(plain(ukrainian(key)));
    }
    expect(visitor.heard.cards.map(({ title }) => title)).toContain(
      ukrainian('course:kind.evening'),
    );
    expect(visitor.heard.links).toContain('tel:+495971939141');
    await visitor.say('дякую');
    expect(shownIn(visitor.heard)).toBe(plain(ukrainian('visit:thanks')));
  });

  test('that are denied are none', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say(
      'ich suche einen kurs nur für frauen abends, kinderbetreuung brauche ich nicht',
    );
    const wishes = [german('course:wish.women'), german('course:wish.evening')].join(', ');
    expect(shownIn(visitor.heard)).toContain(`Verstanden: ${wishes}.`);
  });
});

describe('A question after a result', () => {
  test.each([
    ['courses', 'kurs am vormittag mit kinderbetreuung', german('course:change')],
    ['advice', undefined, german('advice:again')],
  ])('is answered without the %s once more', async (_name, line, again) => {
    const visitor = await aVisitorIn(app, 'de');
    if (line) await visitor.say(line);
    else {
      await visitor.tap(german('visit:advice'));
      await visitor.tap(german('advice:concern.german'));
    }
    expect(visitor.heard.buttons).toContain(again);
    await visitor.say('was kostet der deutschkurs?');
    expect(shownIn(visitor.heard)).toContain(plain(answerOf('de', 'so.kosten').answer));
    expect(visitor.heard.buttons).not.toContain(again);
  });

  test('by the button of a topic is answered alone too', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:advice'));
    await visitor.tap(german('advice:concern.german'));
    await visitor.tap(answerOf('de', 'so.was').title);
    expect(visitor.heard.buttons).not.toContain(german('advice:again'));
  });
});

describe('The way to the Berechtigungsschein', () => {
  test('begins from the answer, and leads to whom to ask', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say('wie bekomme ich einen berechtigungsschein');
    await visitor.tap(german('visit:voucher'));
    await visitor.tap(german('voucher:elsewhere.no'));
    await visitor.tap(german('voucher:benefit.sgb2'));
    const text = shownIn(visitor.heard);
    expect(text).toContain(plain(german('voucher:jobcenter')));
    expect(text).toContain(german('advice:decides'));
    expect(text).toContain('2019');
  });
});

describe('A line with words of danger', () => {
  test('that is about a game is no emergency, and the numbers are named in one line', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say(
      'in gta kommt ein mann mit messer auf mich los, welche taste muss ich drücken',
    );
    expect(shownIn(visitor.heard)).toContain(german('visit:unknown'));
    expect(shownIn(visitor.heard)).toContain(german('advice:danger'));
    expect(visitor.heard.links).toEqual([]);
  });

  test('in German show what comes nearest at once', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say('Kurs abends nach der Arbeit, ich habe ein kleines Kind');
    expect(shownIn(visitor.heard)).toContain(german('course:nearest'));
    const [first] = visitor.heard.cards;
    expect(plain(first?.text ?? '')).toContain('Nicht bekannt:');
  });

  test('are no question without an answer', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:course'));
    await visitor.tap(german('course:any'));
    await visitor.tap(german('course:any'));
    await visitor.say('xqzt nur samstags brmpf');
    expect(shownIn(visitor.heard)).toContain(german('course:childcare.question'));
    expect((await unanswered()).filter(({ text }) => text.includes('brmpf'))).toEqual([]);
  });
});

describe('What looks personal', () => {
  const SECRETS = ['Koval', '12345678', 'olena@example.org', '3.4.1990'];
  const line =
    'Ich heiße Olena Koval, geboren 3.4.1990, Telefon 0176 12345678, olena@example.org. Was kostet der Deutschkurs?';

  test('is masked in what is shown and in all that is stored, and a kind word says so', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say(line);
    expect(shownIn(visitor.heard)).toContain(german('visit:masked'));
    expect(visitor.heard.echo?.text).toContain(MASK);
    const stored = JSON.stringify(await storedNow(app));
    const shown = JSON.stringify(await visitor.transcript());
    for (const secret of SECRETS) {
      expect(stored).not.toContain(secret);
      expect(shown).not.toContain(secret);
    }
    expect(stored).toContain(MASK);
  });

  test('alone is not answered with a guess, and the chat stays where it is', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:course'));
    await visitor.say('olena@example.org');
    expect(
      standsBefore(visitor.heard, german('visit:masked'), german('course:whom.question')),
    ).toBe(true);
    expect(JSON.stringify(await storedNow(app))).not.toContain('olena@example.org');
  });

  test.each([
    'Mein Name ist Olena Koval',
    'my name is Olena Koval',
    '0176 12345678',
    'olena@example.org',
  ])(
    'is neither guessed about nor an emergency nor a question for the list: %s',
    async (personal) => {
      const visitor = await aVisitorIn(app, 'de');
      await visitor.say(personal);
      expect(visitor.heard.links).toEqual([]);
      expect(visitor.heard.buttons).not.toContain(german('visit:noneOfThese'));
      expect(visitor.heard.echo?.text).toContain(MASK);
      const listed = (await unanswered()).map(({ text }) => text.trim());
      expect(listed.filter((text) => text === MASK)).toEqual([]);
    },
  );

  test.each([
    'Ich heiße Olena Koval, mein Mann schlägt mich, 0176 12345678',
    'Ich heiße Olena mein Mann schlägt mich 0176 12345678',
  ])('does not hide an emergency: %s', async (cry) => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say(cry);
    expect(visitor.heard.links.slice(0, 2)).toEqual(['tel:110', 'tel:112']);
    expect(JSON.stringify(await storedNow(app))).not.toContain('12345678');
  });
});

describe('A question without an answer', () => {
  test('is declined with a person, and lands on the list without anything personal', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say('Ich heiße Olena Koval. Welche Partei soll ich wählen? olena@example.org');
    expect(shownIn(visitor.heard)).toContain(german('visit:unknown'));
    expect(visitor.heard.buttons).toContain(german('visit:person'));
    const masked = (await unanswered()).filter(({ text }) => text.includes(MASK));
    const entry = masked.find(({ text }) => text.includes('Partei'));
    expect(entry).toMatchObject({ locale: 'de', text: expect.stringContaining(MASK) });
    expect(entry?.text).not.toMatch(/Koval|olena@/);
  });

  test('is on the list in its own language', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say('Wer hat gestern das Fußballspiel gewonnen?');
    await visitor.say('Who won the football match yesterday evening?');
    expect((await unanswered()).map(({ text, locale }) => [text, locale])).toEqual(
      expect.arrayContaining([
        ['Wer hat gestern das Fußballspiel gewonnen?', 'de'],
        ['Who won the football match yesterday evening?', 'en'],
      ]),
    );
  });

  test.each([
    ['a question that was answered', 'Was kostet der Kurs?'],
    ['a phrase', 'Danke'],
    ['an emergency', 'mein mann schlägt mich'],
    ['nothing', '???'],
  ])('is not %s', async (_name, line) => {
    const before = (await unanswered()).length;
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say(line);
    expect(await unanswered()).toHaveLength(before);
  });
});

describe('"Was this helpful?"', () => {
  const helpful = [german('visit:helpfulYes'), german('visit:helpfulNo')];
  const asked = ({ heard }: Talking) => heard.buttons.filter((each) => helpful.includes(each));

  test('is asked below the first answer of a conversation, once', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say('Was kostet der Kurs?');
    expect(asked(visitor)).toEqual(helpful);
    await visitor.say('Wer darf bei der Sprachoffensive mitmachen?');
    expect(asked(visitor)).toEqual([]);
    await visitor.tap(german('visit:home'));
    await visitor.say('Was kostet der Kurs?');
    expect(asked(visitor)).toEqual([]);
  });

  test('is counted without who said it, and thanked for', async () => {
    const counted = async () =>
      (await storedNow(app))['helpful/so.kosten'] as { yes: number; no: number } | undefined;
    const before = (await counted()) ?? { yes: 0, no: 0 };
    const anna = await aVisitorIn(app, 'de');
    await anna.say('Was kostet der Kurs?');
    await anna.tap(german('visit:helpfulYes'));
    expect(shownIn(anna.heard)).toContain(german('visit:helpfulThanks'));
    const bert = await aVisitorIn(app, 'de');
    await bert.say('Was kostet der Kurs?');
    await bert.tap(german('visit:helpfulNo'));
    expect(shownIn(bert.heard)).toContain(german('visit:helpfulSorry'));
    expect(bert.heard.links).toContain('tel:+495971939390');
    expect(await counted()).toEqual({ yes: before.yes + 1, no: before.no + 1 });
  });

  test('may be answered later, and the question at hand stands again', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say('Was kostet der Kurs?');
    const later = visitor.press(german('visit:helpfulYes'));
    await visitor.tap(german('visit:course'));
    await visitor.send(later);
    expect(
      standsBefore(visitor.heard, german('visit:helpfulThanks'), german('course:whom.question')),
    ).toBe(true);
  });
});

describe('Deleting the conversation', () => {
  async function asked(): Promise<Talking> {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.say('Erzähl mir was über Zimtsterne und Lebkuchen');
    await visitor.say('Gespräch löschen');
    expect(shownIn(visitor.heard)).toContain(german('visit:forgetAsk'));
    return visitor;
  }
  const visitsKept = async () =>
    Object.keys(await storedNow(app)).filter((key) => /^(?:visits|visitors)\//.test(key)).length;

  test.each(['button', 'ja'])('is done after it was confirmed: %s', async (how) => {
    const visitor = await asked();
    const before = await visitsKept();
    const posted = await visitor.post(
      how === 'ja' ? visitor.line('ja') : visitor.press(german('visit:forgetYes')),
    );
    expect(posted.status).toBe(200);
    expect((await visitor.activities()).status).toBe(404);
    expect((await visitor.post(visitor.line('hallo'))).status).toBe(404);
    expect(await visitsKept()).toBe(before - 2);
  });

  test.each(['nein', 'zurück', 'hallo', 'Was kostet der Kurs?'])(
    'is not done with "%s"',
    async (line) => {
      const visitor = await asked();
      await visitor.say(line);
      expect((await visitor.transcript()).length).toBeGreaterThan(5);
    },
  );

  test('does not touch what others wrote', async () => {
    const other = await aVisitorIn(app, 'de');
    await other.tap(german('visit:course'));
    const visitor = await asked();
    await visitor.post(visitor.press(german('visit:forgetYes')));
    await other.tap(german('course:whom.women'));
    expect(shownIn(other.heard)).toContain(german('course:level.question'));
  });
});

describe('The instrument of the staff', () => {
  const typed = phrases.flatMap(([, texts]) => texts);
  const more = [
    ...['Frage 12', 'Bereich 4', 'zu Gesundheit', 'question 3', 'area 2', 'go to Health'],
    ...['Indikatorenkatalog', 'K-2026-14', 'neue Einschätzung starten', 'Rückrufe (1)', '/start'],
  ];
  const bunches = Array.from({ length: Math.ceil((typed.length + more.length) / 15) }, (_, index) =>
    [...typed, ...more].slice(index * 15, index * 15 + 15),
  );

  test('is there to be looked for', () => {
    expect(catalogue.areas.length).toBeGreaterThan(0);
    expect(staffWordsIn(theCatalogue.areas[0]?.indicators[0]?.text.de ?? '')).toHaveLength(1);
    expect(typed.length).toBeGreaterThan(100);
  });

  test.each(bunches.map((lines) => [lines[0], lines] as const))(
    'cannot be reached by any typed command, "%s" and those after it',
    async (_first, lines) => {
      const visitor = await aVisitorIn(app, 'de');
      for (const line of lines) {
        const { status, text, buttons, replies } = await visitor.say(line);
        expect([line, status]).toEqual([line, 200]);
        expect([line, staffWordsIn([text, ...buttons].join('\n'))]).toEqual([line, []]);
        expect(replies.length, line).toBeGreaterThan(0);
        const ofVisitors =
          /^(?:LANGUAGES?|TOPICS?|GROUP|NONE_OF_THESE|HELPFUL|COURSE|ADVICE|FORGET|FORGET_NOW|CALLBACK|PICK|SHOW|UNDO|HOME|HELP|PERSON|CONTINUE)$/;
        expect(eventsOf(visitor).filter((type) => !ofVisitors.test(type))).toEqual([]);
      }
    },
  );

  test('cannot be reached in the middle of another dialog either', async () => {
    for (const begin of ['visit:course', 'visit:advice']) {
      const visitor = await aVisitorIn(app, 'de');
      await visitor.tap(german(begin));
      for (const line of ['neue Einschätzung', 'meine Fälle', 'Rückrufe', 'Übersicht', 'löschen']) {
        const { text, buttons } = await visitor.say(line);
        expect([line, staffWordsIn([text, ...buttons].join('\n'))]).toEqual([line, []]);
      }
    }
  });
});

describe('Staff in Teams and visitors at once', () => {
  test('do not mix', async () => {
    const clerk = aChat(app, { person: 'anna' });
    const visitor = await aVisitorIn(app, 'de');
    const [begun] = await Promise.all([
      clerk.begin('K-2026-77'),
      visitor.tap(german('visit:course')),
    ]);
    expect(begun.text).toContain('Frage 1 von 47');
    for (let round = 0; round < 4; round++) {
      await Promise.all([clerk.tap('Ja'), visitor.tap(german('course:any'))]);
    }
    expect(clerk.text).toContain('Frage 5 von 47');
    expect(shownIn(visitor.heard)).toContain(german('course:place.question'));
    expect(staffWordsIn(JSON.stringify(await visitor.transcript()))).toEqual([]);
    expect(JSON.stringify(await visitor.transcript())).not.toContain('K-2026-77');
  });

  test('a conversation of the same name is another one', async () => {
    const visitor = await aVisitorIn(app, 'de');
    const clerk = aChat(app, { person: visitor.id, conversation: visitor.id });
    await clerk.begin('K-2026-78');
    await visitor.tap(german('visit:course'));
    expect(shownIn(visitor.heard)).toContain(german('course:whom.question'));
    expect((await clerk.tap('Ja')).text).toContain('Frage 2 von 47');
    expect(staffWordsIn(JSON.stringify(await visitor.transcript()))).toEqual([]);
  });

  test('what visitors write is in no list of the staff, where the city does not call back', async () => {
    const visitor = await aVisitorIn(app, 'de');
    await visitor.tap(german('visit:person'));
    expect(visitor.heard.buttons).not.toContain(german('visit:callback'));
    const clerk = aChat(app, { person: 'bert' });
    await clerk.arrive();
    expect(clerk.buttons.filter((each) => each.startsWith('Rückrufe'))).toEqual([]);
  });
});

describe('Where the city calls back', () => {
  let calling: Awaited<ReturnType<typeof openSharedApp>>;
  beforeAll(async () => {
    calling = await openSharedApp({ CALLBACKS: 'true' });
  });
  afterAll(() => calling.close());

  const NUMBER = '0176 12345678';
  const DIALLED = '017612345678';

  async function wished(locale: Locale = 'uk'): Promise<Talking> {
    const say = wordsOf(locale);
    const visitor = await aVisitorIn(calling, locale);
    await visitor.tap(say('visit:person'));
    await visitor.tap(say('visit:callback'));
    expect(shownIn(visitor.heard)).toContain(plain(say('visit:callbackIntro')));
    await visitor.tap(say('visit:callbackMorning'));
    await visitor.say(NUMBER);
    return visitor;
  }

  test('a wish is confirmed, shown to the staff, and gone when it is done', async () => {
    const visitor = await wished();
    const text = shownIn(visitor.heard);
    expect(text).toContain('Українська');
    expect(text).not.toContain(plain(wordsOf('uk')('visit:masked')));

    const clerk = aChat(calling, { person: 'anna' });
    await clerk.arrive();
    expect(clerk.buttons).toContain('Rückrufe (1)');
    await clerk.tap('Rückrufe (1)');
    for (const shown of [DIALLED, 'Українська', 'vormittags']) {
      expect(clerk.text).toContain(shown);
    }
    await clerk.tap('Erledigt');
    expect(clerk.text).toContain('Niemand wartet auf einen Rückruf.');
    expect(clerk.text).not.toContain(DIALLED);
    await clerk.tap('Zum Menü');
    expect(clerk.buttons).toContain('Rückrufe (0)');
    expect(JSON.stringify(await storedNow(calling))).not.toContain(DIALLED);
  });

  test('the number stands nowhere but with the wish', async () => {
    const visitor = await wished();
    expect(JSON.stringify(await visitor.transcript())).not.toMatch(/12345678/);
    const stored = Object.entries(await storedNow(calling));
    const holding = stored.filter(([, value]) => JSON.stringify(value).includes('12345678'));
    expect(holding.map(([key]) => key.replace(/\/.*/, ''))).toEqual(['callbacks']);
    await visitor.tap(wordsOf('uk')('visit:home'));
    const again = Object.entries(await storedNow(calling));
    expect(again.filter(([, value]) => JSON.stringify(value).includes('12345678'))).toHaveLength(1);
  });

  test('the same message again makes no second wish', async () => {
    const wishes = async () =>
      Object.keys(await storedNow(calling)).filter((key) => key.startsWith('callbacks/')).length;
    const before = await wishes();
    const say = wordsOf('de');
    const visitor = await aVisitorIn(calling, 'de');
    await visitor.tap(say('visit:person'));
    await visitor.tap(say('visit:callback'));
    await visitor.tap(say('visit:callbackAny'));
    const line = visitor.line(NUMBER);
    await Promise.all([visitor.post(line), visitor.post(line), visitor.post(line)]);
    await visitor.post(line);
    expect(await wishes()).toBe(before + 1);
  });

  test('a question before the number is answered, and the number asked for again', async () => {
    const visitor = await aVisitorIn(calling, 'de');
    await visitor.tap(german('visit:person'));
    await visitor.tap(german('visit:callback'));
    await visitor.tap(german('visit:callbackAny'));
    await visitor.say('Wer liest, was ich hier schreibe?');
    expect(
      standsBefore(
        visitor.heard,
        answerOf('de', 'bot.datenschutz').answer,
        german('visit:callbackNumber'),
      ),
    ).toBe(true);
  });

  test.each(['12', 'xyz', '👍'])('"%s" is no number, and on no list', async (line) => {
    const visitor = await aVisitorIn(calling, 'de');
    await visitor.tap(german('visit:person'));
    await visitor.tap(german('visit:callback'));
    await visitor.tap(german('visit:callbackAny'));
    await visitor.say(line);
    expect(
      standsBefore(
        visitor.heard,
        german('visit:callbackBadNumber'),
        german('visit:callbackNumber'),
      ),
    ).toBe(true);
    const kept = Object.keys(await storedNow(calling));
    expect(kept.filter((key) => key.startsWith('unanswered/'))).toEqual([]);
  });

  test('a visitor who does not want to be called leaves nothing', async () => {
    const wishes = async () =>
      Object.keys(await storedNow(calling)).filter((key) => key.startsWith('callbacks/')).length;
    const before = await wishes();
    const visitor = await aVisitorIn(calling, 'de');
    await visitor.tap(german('visit:person'));
    await visitor.tap(german('visit:callback'));
    await visitor.tap(german('visit:callbackAny'));
    await visitor.tap(german('visit:cancel'));
    expect(shownIn(visitor.heard)).toContain(german('visit:homeAgain'));
    expect(await wishes()).toBe(before);
  });
});
