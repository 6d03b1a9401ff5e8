import { hash } from 'node:crypto';
import {
  FIRST_LOCALE,
  type Locale,
  type Message,
  type Part,
  type Reply,
  type Stamp,
  say,
} from '../dialogs/dialog.ts';
import type { AudienceOf, Taken } from './audiences/audience.ts';
import { ConflictFault } from './faults.ts';
import { inOrder } from './in-order.ts';
import { openStack, type StackParts } from './stack.ts';
import type { Conversation } from './stores/conversations.ts';
import type { Naming } from './stores/names.ts';
import type { People } from './stores/people.ts';
import type { Change } from './stores/store.ts';

export type TurnParts = StackParts & {
  audienceOf: AudienceOf;
  people: People;
  naming: Naming;
};

/**
 * What a turn gives to its channel. `card` goes onto the buttons of the reply, so that a later press tells which card
 * it was made on. `repeated` is an activity that was taken before, `forgotten` a conversation of which nothing is kept.
 */
export type Outcome = {
  reply: Reply;
  locale: Locale;
  card: string;
  repeated?: boolean;
  forgotten?: boolean;
};

/** What a channel keeps of a turn, committed together with it; none for a repeated or forgotten one. */
export type Keep = (outcome: Outcome) => Promise<Change[]>;

/** Resolves to undefined where nothing is to be said. */
export type Turn = (message: Message, keep?: Keep) => Promise<Outcome | undefined>;

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

const above = (reply: Reply, parts: Part[]): Reply => ({ parts: [...parts, ...reply.parts] });

const nothingKept: Keep = async () => [];

/**
 * Builds the one pass that every message takes: read the record, step, ask the domain, step, save, reply. Turns of
 * one conversation run one after the other. When the promise resolves, everything the reply says is stored durably.
 * @throws StorageFault, ConflictFault (after one repetition); nothing is acknowledged then.
 */
export function createTurn(parts: TurnParts): Turn {
  const queue = inOrder();

  function newConversation(message: Message, locale: Locale): Conversation {
    const { activityId, at } = message;
    const id = idFrom('record', placeOf(message), activityId).slice(0, 8);
    return { id, revision: 0, locale, lastAt: at, stack: [], said: [], recent: [] };
  }

  async function met({ address, principal, at }: Message): Promise<Change[]> {
    if (address === undefined) return [];
    return parts.people.met(parts.naming('principal', principal.id), address, at);
  }

  async function pass(message: Message, keep: Keep): Promise<Outcome | undefined> {
    const { body, principal, at } = message;
    const audience = parts.audienceOf(principal);
    if (!audience) {
      const words = say('common:noRole');
      const reply: Reply = { parts: [{ kind: 'notice', tone: 'info', words }] };
      return { reply, locale: FIRST_LOCALE, card: '' };
    }
    const { conversations } = audience;
    if (body.kind === 'forget') {
      await conversations.forget(placeOf(message));
      return { reply: { parts: [] }, locale: FIRST_LOCALE, card: '', forgotten: true };
    }
    const read = await conversations.read(placeOf(message));
    const conversation =
      read.conversation ?? newConversation(message, audience.firstLocale(message));
    const { locale, recent } = conversation;
    const sinceLast = Date.parse(at) - Date.parse(conversation.lastAt);
    if (body.kind === 'arrival' && read.conversation && sinceLast < ONE_ARRIVAL_MS) {
      return undefined;
    }

    const newId = idFrom('sheet', placeOf(message), message.activityId);
    const stamp: Stamp = {
      at,
      newId,
      principal,
      locale,
      inputs: body.kind === 'choice' ? body.inputs : {},
    };
    const base = { home: audience.home, desk: audience.desk(at) };
    const stack = await openStack(parts, conversation.stack, stamp, base);
    const card = cardOf(conversation, stack.sheetVersion());
    const unchanged = (said: Part[]): Outcome => ({
      reply: above(stack.read(), said),
      locale,
      card,
    });
    const onlyKept = async (said: Part[]): Promise<Outcome> => {
      const outcome = unchanged(said);
      const kept = await keep(outcome);
      if (kept.length > 0) await parts.commit(kept);
      return outcome;
    };
    // The state has not moved since the last activity, so its reply is the one to be read, with what was said above.
    if (recent[0] === message.activityId) {
      return { ...unchanged(conversation.said), repeated: true };
    }
    if (recent.includes(message.activityId)) return { ...unchanged([]), repeated: true };
    const isOld = body.kind === 'choice' && body.card !== card && !audience.isTimeless(body.event);
    if (read.conversation && isOld) return onlyKept(audience.old());
    if (read.conversation && body.kind === 'unreadable') return onlyKept(audience.notHere());

    let taken: Taken = { said: isOld ? audience.afresh() : [], locale };
    if (!isOld && (body.kind === 'choice' || body.kind === 'text')) {
      taken = await audience.take(body, { stack, stamp, locale });
    }
    if (taken.forget) {
      await conversations.forget(placeOf(message));
      return { reply: { parts: taken.said }, locale: taken.locale, card: '', forgotten: true };
    }
    const reply = taken.alone ? { parts: taken.said } : above(stack.read(), taken.said);
    const { frames, changes, sheetVersion } = stack.leave();
    const revision = conversation.revision + 1;
    const nextCard = cardOf({ id: conversation.id, revision }, sheetVersion);
    const next: Conversation = {
      id: conversation.id,
      revision,
      lastAt: at,
      locale: taken.locale,
      stack: frames,
      said: taken.said,
      recent: [message.activityId, ...recent].slice(0, REMEMBERED),
    };
    const outcome: Outcome = { reply, locale: next.locale, card: nextCard };
    await parts.commit([
      ...changes,
      ...(taken.changes ?? []),
      ...(read.conversation ? [] : await met(message)),
      ...conversations.changes(placeOf(message), next, read.version),
      ...(await keep(outcome)),
    ]);
    return outcome;
  }

  return (message, keep = nothingKept) =>
    queue(placeOf(message), async () => {
      try {
        return await pass(message, keep);
      } catch (error) {
        if (!(error instanceof ConflictFault)) throw error;
        // The sheet was changed from another conversation of the same person: the pass is repeated on what is now.
        return pass(message, keep);
      }
    });
}
