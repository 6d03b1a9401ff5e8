import {
  type Choice,
  FIRST_LOCALE,
  type Locale,
  type Part,
  say,
  type Words,
} from '../../dialogs/dialog.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { questionAbout, understand } from '../domain/commands.ts';
import type { Conversations } from '../stores/conversations.ts';
import type { Audience, Place, Taken } from './audience.ts';

export type StaffParts = {
  conversations: Conversations;
  catalogue: Catalogue;
  /** How to reach a person. */
  contact: Words;
};

const notice = (key: string): Part => ({ kind: 'notice', tone: 'info', words: say(key) });

function localeAfter(event: Choice, now: Locale): Locale {
  if (event.type !== 'LANGUAGE') return now;
  if (event.locale === 'other') return now === 'de' ? 'en' : 'de';
  return event.locale;
}

/** Case workers: what can be tapped can be typed, in German or English. */
export function createStaff({ conversations, catalogue, contact }: StaffParts): Audience {
  /** Help, data, person and language are answered from every state; the question at hand stands again below. */
  function aside(event: Choice): Part[] {
    switch (event.type) {
      case 'HELP':
        return [notice('common:helpText')];
      case 'DATA':
        return [notice('common:dataText')];
      case 'PERSON':
        return [{ kind: 'notice', tone: 'info', words: contact }];
      case 'LANGUAGE':
        return [notice('common:languageChanged')];
      default:
        return [];
    }
  }

  async function takeCommand(event: Choice, { stack, stamp, locale }: Place): Promise<Taken> {
    const understood = await stack.take({ ...event, ...stamp });
    const said = aside(event);
    return {
      said: understood || said.length > 0 ? said : [notice('common:notHere')],
      locale: localeAfter(event, locale),
    };
  }

  /** A line that is no command is free text, which some questions ask for. */
  async function takeText(text: string, { stack, stamp, locale }: Place): Promise<Taken> {
    if (await stack.take({ type: 'TEXT', text, ...stamp })) return { said: [], locale };
    const about = questionAbout(text, catalogue);
    if (!about) return { said: [notice('common:notUnderstood')], locale };
    const words = say('common:perhapsQuestion', {
      number: about.number,
      text: { content: about.indicator.text },
    });
    return { said: [{ kind: 'notice', tone: 'info', words }], locale };
  }

  return {
    conversations,
    home: 'menu',
    desk: () => ({ catalogue }),
    firstLocale: () => FIRST_LOCALE,
    take: async (doing, place) => {
      if (doing.kind === 'choice') return takeCommand(doing.event, place);
      const command = understand(doing.text, catalogue);
      return command ? takeCommand(command, place) : takeText(doing.text, place);
    },
    isTimeless: () => false,
    old: () => [notice('common:alreadyAnswered')],
    afresh: () => [notice('common:startedAfresh')],
    notHere: () => [notice('common:notHere')],
  };
}
