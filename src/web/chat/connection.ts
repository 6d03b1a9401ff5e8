import type { Activity, Outgoing } from './activity.ts';
import { after, createPatience, createPromise, FIRST_PAUSE, longer } from './patience.ts';
import { type Answer, isFine, isGone, isTooFast, type Service } from './service.ts';
import type { Session } from './session.ts';
import { listen, type Socket } from './stream.ts';
import { createHearing, openTalk, remember, type Talk } from './talk.ts';

export type ConnectionState = 'closed' | 'connecting' | 'open' | 'reconnecting';

/** Who is told what happens. */
export type Listener = {
  /** New activities, in their order. Those of an earlier load of the page come at once, as history. */
  heard: (activities: readonly Activity[], isHistory: boolean) => void;
  became: (state: ConnectionState) => void;
  /** The conversation is over. It may have been ended by what the visitor has just said. */
  isOver: (byOwnWords: boolean) => void;
};

export type ConnectionParts = {
  service: Service;
  session: Session;
  openSocket: (url: string) => Socket;
  /** Whether nobody sees the page now. */
  isHidden: () => boolean;
  listener: Listener;
};

const POLL_MS = 2000;
const POLL_HIDDEN_MS = 20_000;
const SOCKET_MS = 3000;
const REFRESH_MS = 30 * 60_000;
const ECHO_MS = 3000;
const OWN_WORDS_MS = 10_000;

const NOT_SENT: Answer = { status: 0, body: {}, wait: 0 };

const text = (given: unknown): string => (typeof given === 'string' ? given : '');

/** A client of Direct Line 3.0: a socket, polling while there is none, and one conversation at a time. */
export function createConnection(parts: ConnectionParts) {
  const { service, session, openSocket, isHidden, listener } = parts;
  const { wait, hurry } = createPatience();
  const hear = createHearing(session);
  let opened = createPromise<Talk>();
  let talk: Talk | undefined;
  let attempt = 0;
  let postedAt = Number.NEGATIVE_INFINITY;
  let refreshing: ReturnType<typeof setInterval> | undefined;

  const isNow = (mine: Talk): boolean => mine === talk;

  /** Returns whether there was anything new. */
  function take(mine: Talk, set: unknown, isHistory = false): boolean {
    const fresh = hear(mine, set);
    if (fresh.length === 0) return false;
    const isEnd = fresh.some(({ type }) => type === 'endOfConversation');
    if (isEnd) close();
    listener.heard(fresh, isHistory);
    return true;
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
    const answer = await insist(async () => {
      const made = await service.generate();
      return isFine(made) ? service.start(text(made.body['token']), locale) : made;
    }, isFine);
    if (!answer) return;
    const { conversationId, token, streamUrl } = answer.body;
    const mine = openTalk({ id: text(conversationId), token: text(token) });
    settle(mine, text(streamUrl));
    // The greeting is sooner here by a request than by a socket that is still to be opened.
    void poll(mine);
  }

  async function resume(key: Talk): Promise<void> {
    const isEnough = (answer: Answer) => isFine(answer) || isGone(answer);
    const answer = await insist(() => service.activities(key, undefined), isEnough);
    if (!answer) return;
    if (isFine(answer)) {
      settle(key, '');
      take(key, answer.body, true);
    } else {
      close();
      listener.isOver(false);
    }
  }

  function settle(mine: Talk, streamUrl: string): void {
    talk = mine;
    remember(mine, session);
    refreshing = setInterval(() => void refresh(mine), REFRESH_MS);
    opened.resolve(mine);
    listener.became('open');
    void follow(mine, streamUrl);
  }

  /** Keeps a socket open; between two attempts it is polled. */
  async function follow(mine: Talk, firstUrl: string): Promise<void> {
    let url = firstUrl;
    for (let pause = FIRST_PAUSE; isNow(mine); pause = longer(pause)) {
      url ||= await newStream(mine);
      if (!isNow(mine)) return;
      if (url && (await stream(mine, url))) pause = FIRST_PAUSE;
      url = '';
      void pollWhileDeaf(mine);
      await wait(pause);
    }
  }

  async function newStream(mine: Talk): Promise<string> {
    const answer = await service.reconnect(mine, mine.watermark);
    if (isGone(answer)) isOver(mine, isSoonAfterPost());
    if (!isNow(mine) || !isFine(answer)) return '';
    mine.token = text(answer.body['token']) || mine.token;
    remember(mine, session);
    return text(answer.body['streamUrl']);
  }

  async function stream(mine: Talk, url: string): Promise<boolean> {
    const slow = setTimeout(() => void pollWhileDeaf(mine), SOCKET_MS);
    try {
      mine.socket = openSocket(url);
      return await listen(mine.socket, {
        onOpen: () => {
          clearTimeout(slow);
          if (!isNow(mine)) return;
          mine.isStreaming = true;
          listener.became('open');
        },
        onSet: (set) => void (isNow(mine) && take(mine, set)),
      });
    } catch {
      // A page may forbid sockets altogether.
      return false;
    } finally {
      clearTimeout(slow);
      mine.isStreaming = false;
    }
  }

  async function poll(mine: Talk): Promise<{ answer: Answer; isNews: boolean }> {
    const answer = await service.activities(mine, mine.watermark);
    if (!isNow(mine)) return { answer, isNews: false };
    if (isGone(answer)) isOver(mine, isSoonAfterPost());
    else if (isFine(answer)) listener.became('open');
    else if (!mine.isStreaming && !isTooFast(answer)) listener.became('reconnecting');
    return { answer, isNews: isFine(answer) && isNow(mine) && take(mine, answer.body) };
  }

  async function pollWhileDeaf(mine: Talk): Promise<void> {
    if (mine.isPolling) return;
    mine.isPolling = true;
    for (let pause = POLL_MS; isNow(mine) && !mine.isStreaming; ) {
      const { answer } = await poll(mine);
      pause = isFine(answer) ? POLL_MS : longer(pause);
      if (isTooFast(answer)) await after(answer.wait * 1000);
      else await wait(isHidden() ? Math.max(pause, POLL_HIDDEN_MS) : pause);
    }
    mine.isPolling = false;
  }

  /** Looks whether the socket is still alive: one that let something pass unheard is not. */
  async function doubt(mine: Talk): Promise<void> {
    const { isNews } = await poll(mine);
    if (isNews) mine.socket?.close();
  }

  async function refresh(mine: Talk): Promise<void> {
    const answer = await service.refresh(mine);
    if (!isNow(mine)) return;
    if (isGone(answer)) return isOver(mine);
    if (!isFine(answer)) return;
    mine.token = text(answer.body['token']) || mine.token;
    mine.refreshedAt = Date.now();
    remember(mine, session);
  }

  const isSoonAfterPost = (): boolean => Date.now() - postedAt < OWN_WORDS_MS;

  return {
    /** Goes on with the conversation of this tab, or begins one. */
    connect: (locale: string): void => {
      const { conversation, token } = session.read();
      listener.became('connecting');
      void (conversation && token ? resume(openTalk({ id: conversation, token })) : begin(locale));
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
      if (!talk) return true;
      const answer = await service.remove(talk);
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

export type Connection = ReturnType<typeof createConnection>;
