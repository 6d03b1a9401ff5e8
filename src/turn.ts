import { hash } from 'node:crypto';
import {
  type Choice,
  FIRST_LOCALE,
  type Locale,
  type Message,
  type Part,
  type Reply,
  type Stamp,
  say,
  type Words,
} from '../dialogs/dialog.ts';
import { questionAbout, understand } from './domain/commands.ts';
import { ConflictFault } from './faults.ts';
import { inOrder } from './in-order.ts';
import { openStack, type Stack, type StackParts } from './stack.ts';
import type { Conversation, Conversations } from './stores/conversations.ts';
import type { Naming } from './stores/names.ts';
import type { People } from './stores/people.ts';

export type TurnParts = StackParts & {
  conversations: Conversations;
  people: People;
  naming: Naming;
  /** How to reach a person. */
  contact: Words;
};

/**
 * What a turn gives to its channel. `card` goes onto the buttons of the reply, so that a later press tells which card
 * it was made on.
 */
export type Outcome = { reply: Reply; locale: Locale; card: string };

/** Resolves to undefined where nothing is to be said. */
export type Turn = (message: Message) => Promise<Outcome | undefined>;

/** Teams announces one arrival by several activities; those within this time are greeted once. */
const ONE_ARRIVAL_MS = 5_000;

/** So many activities are known as taken. */
const REMEMBERED = 8;

/** An id that is the same when an activity comes again, so that a repetition makes nothing twice. */
const idFrom = (...parts: string[]): string => hash('sha256', parts.join('\n')).slice(0, 16);

/** A conversation belongs to one person: who comes after her in the same chat begins one of her own. */
const placeOf = ({ conversation, principal }: Message): string =>
  `${conversation}\n${principal.id}`;

/**
 * The mark of a card: the conversation, its turn, and the version of the sheet on the desk. So a press fits only while
 * its question still stands, also where the same person has gone on with the sheet in another conversation since.
 */
const cardOf = (
  { id, revision }: Pick<Conversation, 'id' | 'revision'>,
  sheetVersion: number,
): string => `${id}.${revision}.${sheetVersion}`;

const chosenLocale = (chosen: Locale | 'other', now: Locale): Locale => {
  if (chosen !== 'other') return chosen;
  return now === 'de' ? 'en' : 'de';
};

const above = (reply: Reply, ...parts: Part[]): Reply => ({ parts: [...parts, ...reply.parts] });

const notice = (key: string): Part => ({ kind: 'notice', tone: 'info', words: say(key) });

/**
 * Builds the one pass that every message takes: read the record, step, ask the domain, step, save, reply. Turns of
 * one conversation run one after the other. When the promise resolves, everything the reply says is stored durably.
 * @throws StorageFault, ConflictFault (after one repetition); nothing is acknowledged then.
 */
export function createTurn(parts: TurnParts): Turn {
  const { conversations, catalogue } = parts;
  const queue = inOrder();

  function newConversation(message: Message): Conversation {
    const { activityId, at } = message;
    const id = idFrom('record', placeOf(message), activityId).slice(0, 8);
    return { id, revision: 0, locale: FIRST_LOCALE, lastAt: at, stack: [], said: [], recent: [] };
  }

  /** Help, data, person and language are answered from every state; the question at hand stands again below. */
  function aside(event: Choice): Part[] {
    switch (event.type) {
      case 'HELP':
        return [notice('common:helpText')];
      case 'DATA':
        return [notice('common:dataText')];
      case 'PERSON':
        return [{ kind: 'notice', tone: 'info', words: parts.contact }];
      case 'LANGUAGE':
        return [notice('common:languageChanged')];
      default:
        return [];
    }
  }

  /** What a button or a typed line asks for. */
  function commandIn(body: Message['body']): Choice | undefined {
    if (body.kind === 'choice') return body.event;
    return body.kind === 'text' ? understand(body.text, catalogue) : undefined;
  }

  async function takeCommand(stack: Stack, event: Choice, stamp: Stamp): Promise<Part[]> {
    const understood = await stack.take({ ...event, ...stamp });
    const said = aside(event);
    return understood || said.length > 0 ? said : [notice('common:notHere')];
  }

  /** A line that is no command is free text, which some questions ask for. */
  async function takeText(stack: Stack, text: string, stamp: Stamp): Promise<Part[]> {
    if (await stack.take({ type: 'TEXT', text, ...stamp })) return [];
    const about = questionAbout(text, catalogue);
    if (!about) return [notice('common:notUnderstood')];
    const words = say('common:perhapsQuestion', {
      number: about.number,
      text: { content: about.indicator.text },
    });
    return [{ kind: 'notice', tone: 'info', words }];
  }

  async function pass(message: Message): Promise<Outcome | undefined> {
    const { body, principal, at } = message;
    const read = await conversations.read(placeOf(message));
    const conversation = read.conversation ?? newConversation(message);
    const { locale } = conversation;
    const newId = idFrom('sheet', placeOf(message), message.activityId);
    const stamp: Stamp = { at, newId, principal, inputs: {} };

    const sinceLast = Date.parse(at) - Date.parse(conversation.lastAt);
    if (body.kind === 'arrival' && read.conversation && sinceLast < ONE_ARRIVAL_MS) {
      return undefined;
    }
    if (principal.roles.length === 0) {
      return { reply: { parts: [notice('common:noRole')] }, locale, card: '' };
    }
    const stack = await openStack(parts, conversation.stack, stamp);
    const card = cardOf(conversation, stack.sheetVersion());
    const unchanged = (...said: Part[]): Outcome => {
      return { reply: above(stack.read(), ...said), locale, card };
    };
    // The state has not moved since the last activity, so its reply is the one to be read, with what was said above.
    const { recent } = conversation;
    if (recent[0] === message.activityId) return unchanged(...conversation.said);
    if (recent.includes(message.activityId)) return unchanged();
    const isOld = body.kind === 'choice' && body.card !== card;
    if (read.conversation && isOld) return unchanged(notice('common:alreadyAnswered'));
    if (read.conversation && body.kind === 'unreadable') return unchanged(notice('common:notHere'));

    let said: Part[] = isOld ? [notice('common:startedAfresh')] : [];
    const command = commandIn(body);
    if (command && !isOld) {
      const inputs = body.kind === 'choice' ? body.inputs : {};
      said = await takeCommand(stack, command, { ...stamp, inputs });
    } else if (body.kind === 'text') {
      said = await takeText(stack, body.text, stamp);
    }
    const reply = above(stack.read(), ...said);
    const { frames, changes, sheetVersion } = stack.leave();
    const revision = conversation.revision + 1;
    const nextCard = cardOf({ id: conversation.id, revision }, sheetVersion);
    const next: Conversation = {
      id: conversation.id,
      revision,
      lastAt: at,
      locale: command?.type === 'LANGUAGE' ? chosenLocale(command.locale, locale) : locale,
      stack: frames,
      said,
      recent: [message.activityId, ...recent].slice(0, REMEMBERED),
    };
    const met = read.conversation
      ? []
      : await parts.people.met(parts.naming('principal', principal.id), message.address, at);
    await parts.commit([
      ...changes,
      ...met,
      ...conversations.changes(placeOf(message), next, read.version),
    ]);
    return { reply, locale: next.locale, card: nextCard };
  }

  return (message) =>
    queue(placeOf(message), async () => {
      try {
        return await pass(message);
      } catch (error) {
        if (!(error instanceof ConflictFault)) throw error;
        // The sheet was changed from another conversation of the same person: the pass is repeated on what is now.
        return pass(message);
      }
    });
}
