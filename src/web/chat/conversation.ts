import { type Action, type Activity, isShown, newId, type Outgoing, VISITOR } from './activity.ts';
import { type ConnectionParts, type ConnectionState, createConnection } from './connection.ts';
import { createExpectation } from './expectation.ts';
import { createOutbox, isOnTheWay } from './outbox.ts';
import { after, FIRST_PAUSE, longer } from './patience.ts';
import { type Said, saidByBot, saidByVisitor, saidOnTheWay } from './said.ts';

/** What is to be known about the connection, the most urgent only. */
export type Notice =
  | 'connecting'
  | 'failed'
  | 'offline'
  | 'online'
  | 'reconnecting'
  | 'tooFast'
  | undefined;

export type ConversationParts = Omit<ConnectionParts, 'listener'> & {
  /** Whether the server can delete conversations. */
  canDelete: boolean;
  language: string;
  changed: () => void;
};

const FAILED_MS = 20_000;
/** Connections that are there at once need no words. */
const CONNECTING_MS = 600;
const ONLINE_MS = 4000;
const QUIET_MS = 1500;
const LAST_REMOVAL_MS = 4000;

/** The conversation as it stands: what was said, what is on its way, and how the connection is. */
export function createConversation(parts: ConversationParts) {
  const { session, changed } = parts;
  let { language } = parts;
  let shown: Said[] = [];
  let state: ConnectionState = 'closed';
  let isOffline = false;
  let isEnded = false;
  /** Earlier messages that are put in all at once are not read out. */
  let isQuiet = false;
  let slowness: 'connecting' | 'failed' | undefined;
  let isBack = false;
  let isRemoving = false;
  let secondsToWait = 0;
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const later = (ms: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
      changed();
    }, ms);
    timers.add(timer);
  };
  const expectation = createExpectation(changed);

  const connection = createConnection({ ...parts, listener: { heard, became, isOver } });
  const outbox = createOutbox({
    post: connection.post,
    changed,
    tooFast: (seconds) => {
      secondsToWait = seconds;
      changed();
    },
  });

  function heard(activities: readonly Activity[], isHistory: boolean): void {
    if (isHistory) {
      isQuiet = true;
      later(QUIET_MS, () => {
        isQuiet = false;
      });
    }
    for (const activity of activities) take(activity);
    changed();
  }

  function take(activity: Activity): void {
    if (activity.isOwn) outbox.confirm(activity.clientId);
    else if (activity.type !== 'typing') expectation.met();
    if (activity.type === 'endOfConversation') end();
    if (!isShown(activity)) return;
    if (activity.isOwn && !activity.text) return;
    shown = [...shown, activity.isOwn ? saidByVisitor(activity) : saidByBot(activity)];
    if (!activity.isOwn && activity.locale) speak(activity.locale);
  }

  function became(next: ConnectionState): void {
    if (next === state) return;
    if (state === 'reconnecting' && next === 'open') sayOnline();
    state = next;
    if (next === 'open') slowness = undefined;
    changed();
  }

  function sayOnline(): void {
    isBack = true;
    later(ONLINE_MS, () => {
      isBack = false;
    });
  }

  function isOver(byOwnWords: boolean): void {
    if (byOwnWords) {
      end();
      shown = [{ kind: 'deleted', key: newId() }];
    } else {
      shown = [...shown, { kind: 'expired', key: newId() }];
      connect();
    }
    changed();
  }

  function end(): void {
    isEnded = true;
    shown = [];
    outbox.clear();
    expectation.met();
  }

  function speak(next: string): void {
    language = next;
    if (!isEnded) session.write({ language });
  }

  function connect(): void {
    for (const timer of timers) clearTimeout(timer);
    isQuiet = false;
    isBack = false;
    slowness = undefined;
    session.write({ language });
    connection.connect(language);
    later(CONNECTING_MS, () => slowed('connecting'));
    later(FAILED_MS, () => slowed('failed'));
  }

  function slowed(how: typeof slowness): void {
    if (state === 'connecting') slowness = how;
  }

  function tryAgain(): void {
    slowed('connecting');
    later(FAILED_MS, () => slowed('failed'));
    wake();
    changed();
  }

  function send(text: string, value?: unknown, origin?: string): void {
    const activity: Outgoing = {
      type: 'message',
      text,
      ...(value === undefined ? {} : { value }),
      from: { id: VISITOR },
      locale: language,
      channelData: { clientActivityID: newId() },
    };
    outbox.add(activity, origin);
    expectation.begin();
    changed();
  }

  function notice(): Notice {
    if (isEnded) return undefined;
    if (isOffline) return 'offline';
    if (slowness) return slowness;
    if (state === 'reconnecting' || isRemoving) return 'reconnecting';
    if (secondsToWait > 0) return 'tooFast';
    return isBack ? 'online' : undefined;
  }

  return {
    /** Everything that was said, oldest first; what is on its way stands at the end. */
    said: (): Said[] => [
      ...shown,
      ...outbox.parcels().map((parcel) => saidOnTheWay(parcel, isOffline)),
    ],
    language: (): string => language,
    notice,
    secondsToWait: (): number => secondsToWait,
    isEnded: (): boolean => isEnded,
    isQuiet: (): boolean => isQuiet,
    /** Whether an answer is worth waiting for now. */
    isTyping: (): boolean =>
      expectation.isLong() &&
      state === 'open' &&
      !isOffline &&
      outbox.parcels().every(({ isLate }) => !isLate),
    /** Whether a button was pressed and is still on its way. */
    isBusy: (origin: string): boolean =>
      outbox.parcels().some((parcel) => parcel.origin === origin && isOnTheWay(parcel)),

    connect,
    tryAgain,
    say: (text: string): void => send(text),
    press: (action: Action, origin: string): void => {
      if (action.kind === 'say') send(action.text, action.value, origin);
    },

    /** The visitor chose a language; where there is a conversation, the bot is told. */
    chooseLanguage: (tag: string, name: string): void => {
      speak(tag);
      if (!isEnded) send(name, { event: { type: 'LANGUAGE', locale: tag }, card: '' });
      changed();
    },
    retry: (id: string): void => {
      outbox.retry(id);
      expectation.begin();
      changed();
    },

    /** Deletes the conversation. As long as the server could not be told, nothing changes. */
    remove: async (): Promise<void> => {
      if (parts.canDelete && !(await removed())) return;
      end();
      connection.close();
      shown = [{ kind: 'deleted', key: newId() }];
      changed();
    },
    startAgain: (): void => {
      isEnded = false;
      shown = [];
      connect();
      changed();
    },

    setOffline: (isNow: boolean): void => {
      if (isOffline && !isNow && state === 'open') sayOnline();
      isOffline = isNow;
      if (!isNow) wake();
      changed();
    },
    wake,
    /** The chat is taken off the page. */
    leave: (): void => {
      for (const timer of timers) clearTimeout(timer);
      expectation.met();
      connection.leave();
    },
  };

  /** Tries a few times; deletion is not left to chance later on. */
  async function removed(): Promise<boolean> {
    let isDone = await connection.remove();
    for (let pause = FIRST_PAUSE; !isDone && pause <= LAST_REMOVAL_MS; pause = longer(pause)) {
      isRemoving = true;
      changed();
      await after(pause);
      isDone = await connection.remove();
    }
    isRemoving = false;
    changed();
    return isDone;
  }

  function wake(): void {
    connection.wake();
    outbox.hurry();
  }
}

export type Conversation = ReturnType<typeof createConversation>;
