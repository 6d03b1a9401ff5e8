import type { Activity, Outgoing } from './activity.ts';
import { createKeepingUp, type KeepingUpParts } from './keeping-up.ts';
import { after, createPatience, createPromise, FIRST_PAUSE, longer } from './patience.ts';
import { type Answer, isFine, isGone, isTooFast, takeOver } from './service.ts';
import type { Session } from './session.ts';
import { createHearing, openTalk, remember, type Talk } from './talk.ts';

export type ConnectionState = 'closed' | 'connecting' | 'open' | 'reconnecting';

/** Who is told what happens. */
type Listener = {
  /** New activities, in their order. Those of an earlier load of the page come at once, as history. */
  heard: (activities: readonly Activity[], isHistory: boolean) => void;
  became: (state: ConnectionState) => void;
  /** The conversation is over. It may have been ended by what the visitor has just said. */
  isOver: (byOwnWords: boolean) => void;
};

export type ConnectionParts = Pick<KeepingUpParts, 'service' | 'openSocket' | 'isHidden'> & {
  session: Session;
  listener: Listener;
};

const REFRESH_MS = 30 * 60_000;
const ECHO_MS = 3000;
const OWN_WORDS_MS = 10_000;

const NOT_SENT: Answer = { status: 0, body: {}, wait: 0 };

const text = (given: unknown): string => (typeof given === 'string' ? given : '');

/** A client of Direct Line 3.0, with one conversation at a time. */
export function createConnection(parts: ConnectionParts) {
  const { service, session, listener } = parts;
  const { wait, hurry } = createPatience();
  const hear = createHearing(session);
  let opened = createPromise<Talk>();
  let talk: Talk | undefined;
  let attempt = 0;
  let postedAt = Number.NEGATIVE_INFINITY;
  let refreshing: ReturnType<typeof setInterval> | undefined;

  const isNow = (mine: Talk): boolean => mine === talk;
  const isSoonAfterPost = (): boolean => Date.now() - postedAt < OWN_WORDS_MS;

  const { follow, poll, doubt } = createKeepingUp({
    ...parts,
    wait,
    isNow,
    take,
    renew,
    became: listener.became,
    isOver: (mine) => isOver(mine, isSoonAfterPost()),
  });

  function take(mine: Talk, set: unknown, isHistory = false): boolean {
    const fresh = hear(mine, set);
    if (fresh.length === 0) return false;
    if (fresh.some(({ type }) => type === 'endOfConversation')) close();
    listener.heard(fresh, isHistory);
    return true;
  }

  function renew(mine: Talk, answer: Answer): string {
    takeOver(mine, answer);
    remember(mine, session);
    return text(answer.body['streamUrl']);
  }

  function leave(): void {
    attempt++;
    clearInterval(refreshing);
    if (talk) opened = createPromise();
    const { socket } = talk ?? {};
    talk = undefined;
    socket?.close();
    listener.became('closed');
  }

  function close(): void {
    leave();
    session.forget();
  }

  function isOver(mine: Talk, byOwnWords = false): void {
    if (!isNow(mine)) return;
    close();
    listener.isOver(byOwnWords);
  }

  /** Asks until there is an answer to go on with, with growing pauses; undefined when nobody wants it any more. */
  async function insist(
    ask: () => Promise<Answer>,
    isEnough: (answer: Answer) => boolean,
  ): Promise<Answer | undefined> {
    const mine = attempt;
    for (let pause = FIRST_PAUSE; ; pause = longer(pause)) {
      const answer = await ask();
      if (mine !== attempt) return undefined;
      if (isEnough(answer)) return answer;
      await (isTooFast(answer) ? after(answer.wait * 1000) : wait(pause));
      if (mine !== attempt) return undefined;
    }
  }

  async function begin(locale: string): Promise<void> {
    const answer = await insist(() => service.start(locale), isFine);
    if (!answer) return;
    const { conversationId, streamUrl } = answer.body;
    const mine = openTalk({ id: text(conversationId), token: '' });
    takeOver(mine, answer);
    settle(mine);
    void follow(mine, text(streamUrl));
    // A service may send the greeting along. Otherwise a request brings it sooner than a socket that is still to be opened.
    if (!take(mine, answer.body)) void poll(mine);
  }

  async function resume(mine: Talk): Promise<void> {
    const isEnough = (answer: Answer) => isFine(answer) || isGone(answer);
    const answer = await insist(() => service.activities(mine, undefined), isEnough);
    if (!answer) return;
    if (isGone(answer)) {
      close();
      listener.isOver(false);
      return;
    }
    settle(mine);
    take(mine, answer.body, true);
    void follow(mine, '');
  }

  function settle(mine: Talk): void {
    talk = mine;
    remember(mine, session);
    refreshing = setInterval(() => void refresh(mine), REFRESH_MS);
    opened.resolve(mine);
    listener.became('open');
  }

  async function refresh(mine: Talk): Promise<void> {
    const answer = await service.refresh(mine);
    if (!isNow(mine)) return;
    if (isGone(answer)) isOver(mine);
    if (!isFine(answer)) return;
    renew(mine, answer);
    mine.refreshedAt = Date.now();
  }

  return {
    /** Goes on with the conversation of this tab, or begins one. */
    connect: (locale: string): void => {
      const { conversation, token, ticket } = session.read();
      listener.became('connecting');
      if (conversation && token) void resume(openTalk({ id: conversation, token, ticket }));
      else void begin(locale);
    },

    /** Sends an activity, as soon as there is a conversation to send it to and if it is still wanted then. */
    post: async (activity: Outgoing, isWanted: () => boolean): Promise<Answer> => {
      const mine = await opened.promise;
      if (!isWanted()) return NOT_SENT;
      const { watermark } = mine;
      const answer = await service.post(mine, activity);
      if (isGone(answer)) isOver(mine);
      if (isFine(answer)) {
        postedAt = Date.now();
        setTimeout(() => {
          if (isNow(mine) && mine.watermark === watermark) void doubt(mine);
        }, ECHO_MS);
      }
      return answer;
    },

    /** Has the conversation deleted; true when the server has none any more. */
    remove: async (): Promise<boolean> => {
      const { conversation, token, ticket } = session.read();
      if (!conversation || !token) return true;
      const answer = await service.remove({ id: conversation, token, ticket });
      return isFine(answer) || isGone(answer);
    },

    /** Ends the conversation on this side and forgets it. */
    close,

    /** Listens no longer; the tab can come back to the conversation. */
    leave,

    /** The page is seen again, or the network is back: no pause is waited for any longer. */
    wake: (): void => {
      hurry();
      if (!talk) return;
      if (Date.now() - talk.refreshedAt >= REFRESH_MS) void refresh(talk);
      if (talk.isStreaming) void doubt(talk);
    },
  };
}
