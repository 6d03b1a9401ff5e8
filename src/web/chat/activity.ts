/** What a button does: it says something to the bot, or it opens an address. */
export type Action =
  | { kind: 'say'; title: string; text: string; value?: unknown }
  | { kind: 'open'; title: string; url: string };

export type Card = { title: string; text: string; actions: Action[] };

/** An activity of the conversation, as far as the chat shows it. */
export type Activity = {
  id: string;
  type: string;
  /** Whether the visitor said it. */
  isOwn: boolean;
  /** The id that this chat gave to what it sent. */
  clientId: string | undefined;
  text: string;
  isPlain: boolean;
  locale: string | undefined;
  cards: Card[];
  suggestions: Action[];
};

export type ActivitySet = { activities: Activity[]; watermark: string | undefined };

/** What the chat sends. */
export type Outgoing = {
  type: 'message';
  text: string;
  value?: unknown;
  from: { id: string };
  locale: string;
  channelData: { clientActivityID: string };
};

export const VISITOR = 'visitor';
const HERO = 'application/vnd.microsoft.card.hero';
const OPENING: Readonly<Record<string, string>> = { openUrl: '', call: 'tel:' };

type Fields = Readonly<Record<string, unknown>>;

const fields = (given: unknown): Fields =>
  typeof given === 'object' && given !== null ? (given as Fields) : {};
const list = (given: unknown): unknown[] => (Array.isArray(given) ? given : []);
const text = (given: unknown): string => (typeof given === 'string' ? given : '');

function readAction(given: unknown): Action[] {
  const { type, title: label, value, ...more } = fields(given);
  const title = text(label) || text(value);
  const scheme = OPENING[text(type)];
  if (!title) return [];
  if (scheme !== undefined) {
    const url = text(value);
    return [{ kind: 'open', title, url: url.startsWith(scheme) ? url : scheme + url }];
  }
  switch (type) {
    case 'messageBack':
      return [{ kind: 'say', title, text: text(more['displayText']) || title, value }];
    case 'postBack':
    case 'imBack':
      return [
        typeof value === 'string'
          ? { kind: 'say', title, text: value }
          : { kind: 'say', title, text: title, value },
      ];
    default:
      return [];
  }
}

const readActions = (given: unknown): Action[] => list(given).flatMap(readAction);

function readCard(given: unknown): Card[] {
  const { contentType, content } = fields(given);
  if (contentType !== HERO) return [];
  const card = fields(content);
  const lines = [text(card['subtitle']), text(card['text'])].filter(Boolean);
  return [
    { title: text(card['title']), text: lines.join('\n\n'), actions: readActions(card['buttons']) },
  ];
}

function isOwn(from: Fields, clientId: string | undefined): boolean {
  if (from['role'] === 'user' || from['id'] === VISITOR) return true;
  return clientId !== undefined && from['role'] !== 'bot';
}

/** Reads an activity of any service; what is not understood is left out. */
export function readActivity(given: unknown): Activity {
  const activity = fields(given);
  const clientId = text(fields(activity['channelData'])['clientActivityID']) || undefined;
  return {
    id: text(activity['id']),
    type: text(activity['type']),
    isOwn: isOwn(fields(activity['from']), clientId),
    clientId,
    text: text(activity['text']),
    isPlain: activity['textFormat'] === 'plain',
    locale: text(activity['locale']) || undefined,
    cards: list(activity['attachments']).flatMap(readCard),
    suggestions: readActions(fields(activity['suggestedActions'])['actions']),
  };
}

export function readSet(given: unknown): ActivitySet {
  const { activities, watermark } = fields(given);
  return {
    activities: list(activities).map(readActivity),
    watermark: text(watermark) || (typeof watermark === 'number' ? String(watermark) : undefined),
  };
}

/** Whether there is anything of an activity to be shown. */
export const isShown = ({ type, text: words, cards, suggestions }: Activity): boolean =>
  (type === 'message' || type === 'endOfConversation') &&
  (words !== '' || cards.length > 0 || suggestions.length > 0);

/** An id that nobody else has; pages without encryption have no `randomUUID`. */
export function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
