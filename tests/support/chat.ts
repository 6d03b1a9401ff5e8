import { expect } from 'vitest';
import type { Choice } from '../../dialogs/dialog.ts';
import type { Answered, TestApp } from './app.ts';
import {
  buttonsIn,
  type Card,
  fieldsIn,
  type InvokeBody,
  linksIn,
  type SentActivity,
  tappablesIn,
  textsIn,
} from './cards.ts';

export type ChatGiven = {
  /** The person's Entra object id. */
  person?: string;
  name?: string;
  conversation?: string;
  conversationType?: string | undefined;
  channel?: string;
  serviceUrl?: string;
  /** The value of the Authorization header. */
  token?: string;
  /** Whether typed lines are answered in the response; otherwise they are sent over the connector. */
  inline?: boolean;
};

/** What came back: a card, or a sentence without one. */
export type Shown = {
  status: number;
  card: Card | undefined;
  /** Everything that can be read, one text a line. */
  text: string;
  buttons: string[];
  links: string[];
};

function shown(status: number, card: Card | undefined, text = ''): Shown {
  return {
    status,
    card,
    text: card ? textsIn(card).join('\n') : text,
    buttons: buttonsIn(card),
    links: linksIn(card),
  };
}

function shownOf({ status, body }: Answered): Shown {
  const parsed: { activities?: SentActivity[] } & Partial<InvokeBody> = body
    ? JSON.parse(body)
    : {};
  const [first] = parsed.activities ?? [];
  const invoked = first?.value?.body ?? parsed;
  if (first?.type === 'message') {
    return shown(status, first.attachments?.[0]?.content, first.text);
  }
  const { value } = invoked;
  return typeof value === 'object' ? shown(status, value) : shown(status, undefined, value);
}

/** A person's chat with the bot, over the real endpoint: lines with `expectReplies`, taps as invokes. */
export function aChat(app: Pick<TestApp, 'send'>, given: ChatGiven = {}) {
  const {
    person = 'person-1',
    conversation = `chat-of-${person}`,
    serviceUrl = 'http://127.0.0.1:1',
    inline = true,
  } = given;
  let sent = 0;
  let last: Shown = shown(0, undefined);

  const base = () => ({
    id: `${conversation}-${++sent}`,
    channelId: given.channel ?? 'msteams',
    serviceUrl,
    from: { id: `29:${person}`, name: given.name ?? 'Anna Berger', aadObjectId: person },
    recipient: { id: '28:bot', name: 'Lotse' },
    conversation: {
      id: conversation,
      conversationType: 'conversationType' in given ? given.conversationType : 'personal',
    },
    ...(inline ? { deliveryMode: 'expectReplies' } : {}),
  });

  /** Sends an activity as it is. */
  async function send(activity: object): Promise<Shown> {
    const headers: Record<string, string> = given.token ? { Authorization: given.token } : {};
    const answer = shownOf(await app.send(JSON.stringify(activity), headers));
    if (answer.card) last = answer;
    return answer;
  }

  const line = (text: string) => ({ ...base(), type: 'message', text });
  const arrival = () => ({
    ...base(),
    type: 'conversationUpdate',
    membersAdded: [{ id: '28:bot' }, { id: `29:${person}` }],
  });
  const invoke = (data: unknown) => {
    const { deliveryMode: _inline, ...activity } = { deliveryMode: '', ...base() };
    const action = { type: 'Action.Execute', verb: 'choose', data };
    return { ...activity, type: 'invoke', name: 'adaptiveCard/action', value: { action } };
  };

  /** What is sent when a button or row of a card, by its words, or an event of our own making, is tapped. */
  function press(what: string | Choice, inputs: Record<string, string> = {}, on = last.card) {
    const tappables = tappablesIn(on);
    const found =
      typeof what === 'string'
        ? tappables.find(({ title }) => title === what)?.data
        : { event: what, card: tappables[0]?.data.card ?? '' };
    if (!found) throw new Error(`there is no "${what}" among: ${buttonsIn(on).join(', ')}`);
    return invoke({ ...found, ...fieldsIn(on), ...inputs });
  }

  return {
    send,
    line,
    invoke,
    press,
    arrive: () => send(arrival()),
    say: (text: string) => send(line(text)),
    tap: (what: string | Choice, inputs?: Record<string, string>, on?: Card) =>
      send(press(what, inputs, on)),
    /** The card that is shown now. */
    get card(): Card {
      if (!last.card) throw new Error('no card was shown yet');
      return last.card;
    },
    get text(): string {
      return last.text;
    },
    get buttons(): string[] {
      return last.buttons;
    },
    /** Gives the same answer to so many questions. */
    answer: async (button: 'Ja' | 'Nein' | 'Offen', questions = 1): Promise<void> => {
      for (let each = 0; each < questions; each++) {
        expect((await send(press(button))).status).toBe(200);
      }
    },
    /** Begins an assessment under this reference. */
    begin: async (reference = 'K-2026-14'): Promise<Shown> => {
      await send(line('neue Einschätzung'));
      return send(line(reference));
    },
  };
}

export type Chat = ReturnType<typeof aChat>;
