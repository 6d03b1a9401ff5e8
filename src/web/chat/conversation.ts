import { type Action, type Activity, isShown, newId, type Outgoing, VISITOR } from './activity.ts';
import { type ConnectionParts, createConnection } from './connection.ts';
import { createExpectation } from './expectation.ts';
import { createNotices } from './notices.ts';
import { createOutbox, isOnTheWay } from './outbox.ts';
import { after, createLater, FIRST_PAUSE, longer } from './patience.ts';
import { type Said, saidByBot, saidByVisitor, saidOnTheWay } from './said.ts';

export type ConversationParts = Omit<ConnectionParts, 'listener'> & {
  /** Whether the server can delete conversations. */
  canDelete: boolean;
  language: string;
  changed: () => void;
};

const QUIET_MS = 1500;
const LAST_REMOVAL_MS = 4000;
const NEXT_CONVERSATION_MS = 10_000;

/** The conversation as it stands: what was said, what is on its way, and how the connection is. */
export function createConversation(parts: ConversationParts) {
  const { session, changed } = parts;
  const { later, clear } = createLater(changed);
  const expectation = createExpectation(changed);
  const notices = createNotices(changed);
  const { became, tooFast } = notices;
  const connection = createConnection({ ...parts, listener: { heard, became, isOver } });
  const outbox = createOutbox({ post: connection.post, changed, tooFast });
  let { language } = parts;
  let shown: Said[] = [];
  let isEnded = false;
  /** Earlier messages that are put in all at once are not read out. */
  let isQuiet = false;

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
    if (!isShown(activity) || (activity.isOwn && !activity.text)) return;
    shown = [...shown, activity.isOwn ? saidByVisitor(activity) : saidByBot(activity)];
    if (!activity.isOwn && activity.locale) speak(activity.locale);
  }

  function isOver(byOwnWords: boolean): void {
    if (byOwnWords) {
      end('deleted');
    } else if (shown.at(-1)?.kind === 'expired') {
      // Not even the greeting came: something is wrong, and hurrying makes it worse.
      later(NEXT_CONVERSATION_MS, connect);
    } else {
      shown = [...shown, { kind: 'expired', key: newId() }];
      connect();
    }
    changed();
  }

  function end(remark?: 'deleted'): void {
    isEnded = true;
    shown = remark ? [{ kind: remark, key: newId() }] : [];
    outbox.clear();
    expectation.met();
  }

  function speak(next: string): void {
    language = next;
    if (!isEnded) session.write({ language });
  }

  function connect(): void {
    clear();
    isQuiet = false;
    session.write({ language });
    connection.connect(language);
  }

  function wake(): void {
    connection.wake();
    outbox.hurry();
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

  /** Tries a few times; deletion is not left to chance later on. */
  async function removed(): Promise<boolean> {
    let isDone = await connection.remove();
    for (let pause = FIRST_PAUSE; !isDone && pause <= LAST_REMOVAL_MS; pause = longer(pause)) {
      notices.setRemoving(true);
      await after(pause);
      isDone = await connection.remove();
    }
    notices.setRemoving(false);
    return isDone;
  }

  return {
    /** Everything that was said, oldest first; what is on its way stands at the end. */
    said: (): Said[] => [
      ...shown,
      ...outbox.parcels().map((parcel) => saidOnTheWay(parcel, notices.isOffline())),
    ],
    language: (): string => language,
    notice: () => (isEnded ? undefined : notices.now()),
    secondsToWait: notices.seconds,
    isEnded: (): boolean => isEnded,
    isQuiet: (): boolean => isQuiet,
    /** Whether an answer is worth waiting for now. */
    isTyping: (): boolean =>
      expectation.isLong() && notices.isOpen() && outbox.parcels().every(({ isLate }) => !isLate),
    /** Whether a button was pressed and is still on its way. */
    isBusy: (origin: string): boolean =>
      outbox.parcels().some((parcel) => parcel.origin === origin && isOnTheWay(parcel)),

    connect,
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
      end('deleted');
      connection.close();
      changed();
    },
    startAgain: (): void => {
      isEnded = false;
      shown = [];
      connect();
      changed();
    },
    tryAgain: (): void => {
      notices.tryAgain();
      wake();
    },
    setOffline: (isOffline: boolean): void => {
      notices.setOffline(isOffline);
      if (!isOffline) wake();
    },
    wake,
    /** The chat is taken off the page. */
    leave: (): void => {
      clear();
      notices.stop();
      expectation.met();
      connection.leave();
    },
  };
}

export type Conversation = ReturnType<typeof createConversation>;
