import type { ConnectionState } from './connection.ts';
import { after, FIRST_PAUSE, longer } from './patience.ts';
import { type Answer, isFine, isGone, isTooFast, type Service } from './service.ts';
import { listen, type Socket } from './stream.ts';
import type { Talk } from './talk.ts';

export type KeepingUpParts = {
  service: Service;
  openSocket: (url: string) => Socket;
  /** Whether nobody sees the page now. */
  isHidden: () => boolean;
  wait: (ms: number) => Promise<void>;
  /** Whether a conversation is still the one that counts. */
  isNow: (talk: Talk) => boolean;
  /** Takes a set of activities; whether there was anything new in it. */
  take: (talk: Talk, set: unknown) => boolean;
  /** Takes over a fresh token; where a stream is, if the answer tells. */
  renew: (talk: Talk, answer: Answer) => string;
  became: (state: ConnectionState) => void;
  isOver: (talk: Talk) => void;
};

const POLL_MS = 2000;
const POLL_HIDDEN_MS = 20_000;
const SOCKET_MS = 3000;

/** Keeps up with a conversation: by a socket, and by polling as long as there is none. */
export function createKeepingUp(parts: KeepingUpParts) {
  const { service, openSocket, isHidden, wait, isNow, take, renew, became, isOver } = parts;

  async function newStream(talk: Talk): Promise<string> {
    const answer = await service.reconnect(talk, talk.watermark);
    if (isGone(answer)) isOver(talk);
    return isNow(talk) && isFine(answer) ? renew(talk, answer) : '';
  }

  async function stream(talk: Talk, url: string): Promise<boolean> {
    const slow = setTimeout(() => void pollWhileDeaf(talk), SOCKET_MS);
    try {
      talk.socket = openSocket(url);
      return await listen(talk.socket, {
        onOpen: () => {
          clearTimeout(slow);
          if (!isNow(talk)) return;
          talk.isStreaming = true;
          became('open');
        },
        onSet: (set) => void (isNow(talk) && take(talk, set)),
      });
    } catch {
      // A page may forbid sockets altogether.
      return false;
    } finally {
      clearTimeout(slow);
      talk.isStreaming = false;
    }
  }

  /** One look at what is new; whether there was anything. */
  async function poll(talk: Talk): Promise<{ answer: Answer; isNews: boolean }> {
    const answer = await service.activities(talk, talk.watermark);
    if (!isNow(talk)) return { answer, isNews: false };
    if (isGone(answer)) isOver(talk);
    else if (isFine(answer)) became('open');
    else if (!talk.isStreaming && !isTooFast(answer)) became('reconnecting');
    return { answer, isNews: isFine(answer) && take(talk, answer.body) };
  }

  async function pollWhileDeaf(talk: Talk): Promise<void> {
    if (talk.isPolling) return;
    talk.isPolling = true;
    for (let pause = POLL_MS; isNow(talk) && !talk.isStreaming; ) {
      const { answer } = await poll(talk);
      pause = isFine(answer) ? POLL_MS : longer(pause);
      if (isTooFast(answer)) await after(answer.wait * 1000);
      else await wait(isHidden() ? Math.max(pause, POLL_HIDDEN_MS) : pause);
    }
    talk.isPolling = false;
  }

  return {
    poll,

    /** Keeps a socket open until the conversation counts no more. */
    follow: async (talk: Talk, firstUrl: string): Promise<void> => {
      let url = firstUrl;
      for (let pause = FIRST_PAUSE; isNow(talk); pause = longer(pause)) {
        url ||= await newStream(talk);
        if (!isNow(talk)) return;
        if (url && (await stream(talk, url))) pause = FIRST_PAUSE;
        url = '';
        void pollWhileDeaf(talk);
        await wait(pause);
      }
    },

    /** Looks whether the socket is still alive: one that let something pass unheard is not. */
    doubt: async (talk: Talk): Promise<void> => {
      const { isNews } = await poll(talk);
      if (isNews) talk.socket?.close();
    },
  };
}
