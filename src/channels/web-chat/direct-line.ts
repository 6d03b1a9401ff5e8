import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Locale, Message } from '../../../dialogs/dialog.ts';
import { localeFrom } from '../../domain/locale.ts';
import { inOrder } from '../../in-order.ts';
import type { ShownActivity, Visits } from '../../stores/visits.ts';
import type { Translate } from '../../translate.ts';
import type { Keep, Outcome, Turn } from '../../turn.ts';
import type { Limit } from './limits.ts';
import { activitySchema, type ClientActivity, readActivity } from './read.ts';
import { renderReply } from './render.ts';
import { TOKEN_SECONDS, type Tokens } from './tokens.ts';

/*
 * Direct Line 3.0, as Microsoft's clients speak it. A token opens one conversation and nothing else. This file knows
 * what is answered; HTTP is in `routes.ts`, the WebSocket in `stream.ts`.
 */

export type DirectLineParts = {
  tokens: Tokens;
  visits: Visits;
  turn: Turn;
  translate: Translate;
  /** Whether a person has reviewed the texts of a language. */
  isReviewed: (locale: Locale) => boolean;
  limit: Limit;
  /** Tells those who listen to a conversation that there is more, or that it is gone. */
  changed: (conversation: string, last?: ShownActivity) => void;
  now: () => string;
};

/** What is answered to a request; `wait` are seconds after which it may come again. */
export type Answer = { status: number; body?: unknown; wait?: number };

const refused = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});

const FORBIDDEN = refused(403, 'BadArgument', 'Invalid or expired token');
const GONE = refused(404, 'ConversationNotFound', 'The conversation was forgotten');
const MALFORMED = refused(400, 'BadArgument', 'Not an activity');
const TOO_LONG = refused(413, 'MessageSizeTooBig', 'The text is too long');

const VISITOR = 'visitor';
const BOT = { id: 'integrationslotse', name: 'Integrationslotse', role: 'bot' } as const;

/** What a conversation is begun with: the body, the browser's languages, and the token if there is one. */
type Start = {
  token: string | undefined;
  address: string;
  given: unknown;
  tags: string;
  host: string;
};

const newId = (): string => randomBytes(16).toString('base64url');

const startSchema = z.object({ locale: z.string().max(100).optional() }).catch({});

const watermarkSchema = z.coerce.number().int().nonnegative().catch(0);

/** A set of activities with the watermark behind the last of them. */
export type ActivitySet = { activities: readonly ShownActivity[]; watermark: string };

/** Ids of activities grow with their place in the conversation, as clients expect them to. */
const idAt = (conversation: string, place: number): string =>
  `${conversation}|${String(place).padStart(7, '0')}`;

export function createDirectLine(parts: DirectLineParts) {
  const { tokens, visits, turn, translate, limit, now } = parts;
  /** Requests of one conversation, so that none meets another one half done: a repeated one, or its deletion. */
  const oneByOne = inOrder();

  async function session(conversation: string, host: string, at: string) {
    const token = await tokens.make(conversation, at);
    const stream = `${host}/v3/directline/conversations/${conversation}/stream`;
    return {
      conversationId: conversation,
      token,
      expires_in: TOKEN_SECONDS,
      returnTicket: await tokens.tickets.make(conversation, at),
      streamUrl: `${stream}?watermark=-&t=${token}`,
    };
  }

  const tooMany = (wait: number): Answer => ({
    ...refused(429, 'TooManyRequests', 'Too many requests'),
    wait,
  });

  function shownReply(
    conversation: string,
    from: number,
    outcome: Outcome,
    at: string,
  ): ShownActivity[] {
    const { reply, locale, card, forgotten } = outcome;
    const pen = { translate, locale, card, reviewed: parts.isReviewed(locale) };
    return renderReply(reply, pen).map((said, index) => ({
      type: forgotten ? 'endOfConversation' : 'message',
      id: idAt(conversation, from + index),
      timestamp: at,
      channelId: 'directline',
      from: BOT,
      conversation: { id: conversation },
      locale,
      textFormat: 'markdown',
      inputHint: 'acceptingInput',
      ...said,
    }));
  }

  function ownWords(
    conversation: string,
    place: number,
    activity: ClientActivity,
    text: string,
    at: string,
  ): ShownActivity {
    const id = activity.channelData?.clientActivityID;
    return {
      type: 'message',
      id: idAt(conversation, place),
      timestamp: at,
      channelId: 'directline',
      from: { id: activity.from?.id ?? VISITOR, role: 'user' },
      conversation: { id: conversation },
      text,
      textFormat: 'plain',
      ...(id ? { channelData: { clientActivityID: id } } : {}),
    };
  }

  const messageOf = (
    conversation: string,
    activityId: string,
    body: Message['body'],
    locale?: Locale,
  ): Message => ({
    conversation: `web-chat\n${conversation}`,
    activityId,
    principal: { id: conversation, name: '', roles: ['visitor'] },
    address: undefined,
    at: now(),
    locale,
    body,
  });

  /** The same for a repeated request of a client, so that nothing is said twice. */
  const activityIdOf = ({ channelData }: ClientActivity): string =>
    channelData?.clientActivityID ?? randomBytes(12).toString('base64url');

  /** The id under which an activity of the client is known, if it was taken before. */
  async function takenBefore(conversation: string, { channelData }: ClientActivity, at: string) {
    const found = await visits.read(conversation, at);
    const id = channelData?.clientActivityID;
    return (
      id &&
      found?.visit.activities.find(
        (shown) => (shown['channelData'] as ClientActivity['channelData'])?.clientActivityID === id,
      )?.id
    );
  }

  /** Resolves to whether the conversation is a new one. */
  async function greet(id: string, locale: Locale | undefined, at: string): Promise<boolean> {
    if (await visits.read(id, at)) return false;
    // What may be left of a visit whose time is over is not gone on with.
    await turn(messageOf(id, 'forget', { kind: 'forget' }));
    const keep: Keep = (outcome) => visits.added(id, shownReply(id, 0, outcome, at), at);
    await turn(messageOf(id, 'arrival', { kind: 'arrival' }, locale), keep);
    parts.changed(id);
    return true;
  }

  async function take(id: string, given: unknown, at: string): Promise<Answer> {
    const parsed = activitySchema.safeParse(given);
    if (!parsed.success) return MALFORMED;
    const activity = parsed.data;
    const read = readActivity(activity);
    if (read.kind === 'tooLong') return TOO_LONG;
    if (read.kind === 'ignored') return { status: 200, body: { id: idAt(id, 0) } };
    const before = await takenBefore(id, activity, at);
    if (before) return { status: 200, body: { id: before } };
    const wait = await limit('messages', id);
    if (wait) return tooMany(wait);
    if (!(await visits.read(id, at))) return GONE;

    let place = 0;
    const keep: Keep = async (outcome) => {
      const found = await visits.read(id, at);
      place = found?.visit.next ?? 0;
      return visits.added(
        id,
        [ownWords(id, place, activity, read.shown, at), ...shownReply(id, place + 1, outcome, at)],
        at,
      );
    };
    const outcome = await turn(messageOf(id, activityIdOf(activity), read.body), keep);
    if (outcome?.forgotten) {
      await visits.forget(id);
      parts.changed(id, shownReply(id, 0, outcome, at)[0]);
    } else parts.changed(id);
    return { status: 200, body: { id: idAt(id, place) } };
  }

  return {
    /** A token for a conversation that nobody has begun yet. */
    async generate(address: string, host: string): Promise<Answer> {
      const wait = await limit('conversations', address);
      if (wait) return tooMany(wait);
      const made = await session(newId(), host, now());
      const { streamUrl: _none, returnTicket: _nothingYet, ...unbegun } = made;
      return { status: 200, body: unbegun };
    },

    /** A new token for one that still is good, or for the ticket of a conversation that is still kept. */
    async refresh(token: string, host: string): Promise<Answer> {
      const at = now();
      const returning = await tokens.tickets.read(token, at);
      const conversation = returning ?? (await tokens.read(token, at));
      if (!conversation) return FORBIDDEN;
      if (returning && !(await visits.read(returning, at))) return GONE;
      const { streamUrl: _none, ...made } = await session(conversation, host, at);
      return { status: 200, body: made };
    },

    /**
     * Begins the conversation of a token with the bot's greeting; one that has begun goes on. Without a token a new one
     * begins. What was said is sent along, so that nobody on a slow line has to ask for it.
     */
    async start({ token, address, given, tags, host }: Start): Promise<Answer> {
      const at = now();
      const wait = token === undefined ? await limit('conversations', address) : undefined;
      if (wait) return tooMany(wait);
      const conversation = token === undefined ? newId() : await tokens.read(token, at);
      if (!conversation) return FORBIDDEN;
      const locale = localeFrom(startSchema.parse(given).locale ?? '') ?? localeFrom(tags);
      const isNew = await oneByOne(conversation, () => greet(conversation, locale, at));
      const said = await this.since(conversation, 0);
      const made = await session(conversation, host, at);
      return { status: isNew ? 201 : 200, body: { ...made, ...said } };
    },

    /** Opens a conversation again that a client has lost the connection to. */
    async reconnect(
      token: string,
      id: string,
      watermark: string | undefined,
      host: string,
    ): Promise<Answer> {
      const at = now();
      if ((await tokens.read(token, at)) !== id) return FORBIDDEN;
      if (!(await visits.read(id, at))) return GONE;
      const made = await session(id, host, at);
      const streamUrl = made.streamUrl.replace('watermark=-', `watermark=${watermark ?? '-'}`);
      return { status: 200, body: { ...made, streamUrl } };
    },

    /** What was said after a watermark. */
    async activities(token: string, id: string, watermark: string | undefined): Promise<Answer> {
      const at = now();
      if ((await tokens.read(token, at)) !== id) return FORBIDDEN;
      const set = await this.since(id, watermarkSchema.parse(watermark ?? 0));
      return set ? { status: 200, body: set } : GONE;
    },

    /** Takes an activity of the client; when the answer comes, it and the reply are stored. */
    async post(token: string, id: string, given: unknown): Promise<Answer> {
      const at = now();
      if ((await tokens.read(token, at)) !== id) return FORBIDDEN;
      return oneByOne(id, () => take(id, given, at));
    },

    /** Forgets a conversation at once. */
    async forget(token: string, id: string): Promise<Answer> {
      const at = now();
      if ((await tokens.read(token, at)) !== id) return FORBIDDEN;
      await oneByOne(id, async () => {
        if (!(await visits.read(id, at))) return;
        await turn(messageOf(id, 'forget', { kind: 'forget' }));
        await visits.forget(id);
        parts.changed(id);
      });
      return { status: 204 };
    },

    /** What was said from a place in the conversation on; undefined where it is forgotten. */
    async since(id: string, place: number): Promise<ActivitySet | undefined> {
      const found = await visits.read(id, now());
      if (!found) return undefined;
      const { activities, next } = found.visit;
      const first = next - activities.length;
      return {
        activities: activities.slice(Math.max(0, place - first)),
        watermark: String(next),
      };
    },

    /** The conversation that a token opens now. */
    opens: (token: string): Promise<string | undefined> => tokens.read(token, now()),
  };
}

export type DirectLine = ReturnType<typeof createDirectLine>;
