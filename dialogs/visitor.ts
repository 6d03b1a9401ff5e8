import { LOCALES } from '../src/domain/locale.ts';
import type { Phrase } from '../src/domain/understanding/questions.ts';
import { contactCards } from './contact-card.ts';
import {
  type Button,
  button,
  type DialogEvent,
  type Part,
  say,
  type VisitorDesk,
  type Words,
} from './dialog.ts';

/*
 * What the public dialogs share: what lies on their desk, and the parts that can be said from everywhere.
 */

/** What every public dialog remembers. `remark` stands above the reply until the next event comes. */
export type VisitorContext = VisitorDesk & { remark?: Part[] | undefined };

/** Whether a line is one of these phrases, as a guard of a machine. */
export const isPhrase =
  (...phrases: Phrase[]) =>
  ({ event }: { event: DialogEvent }): boolean =>
    event.type === 'HEARD' &&
    event.reading.meaning.kind === 'phrase' &&
    phrases.includes(event.reading.meaning.phrase);

/** Whom a visitor can speak with, the central team first. */
export const PEOPLE = ['team-bub', 'sprachoffensive'] as const;

export const personParts = ({ guide, at }: VisitorDesk): Part[] => [
  { kind: 'text', words: say('visit:personIntro') },
  ...contactCards(guide, PEOPLE, at),
];

/** The name of a language in itself. */
export const languageName = (locale: string): Words => say(`languages:${locale}`);

/** Each language under its own name, so that who cannot read the present one finds hers. */
export const languageButtons: readonly Button[] = LOCALES.map((locale) => ({
  words: languageName(locale),
  event: { type: 'LANGUAGE', locale },
}));

export const homeButton = button('visit:home', { type: 'HOME' });
export const personButton = button('visit:person', { type: 'PERSON' });

/** The numbers of an emergency: better named once too often than missed. */
export const dangerHint: Part = {
  kind: 'notice',
  tone: 'protective',
  words: say('advice:danger'),
};
