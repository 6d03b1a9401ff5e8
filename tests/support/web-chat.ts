import { randomUUID } from 'node:crypto';
import { forgetVisits } from '../../src/retention.ts';
import { encrypted } from '../../src/stores/encrypted.ts';
import { dataKeys } from '../../src/stores/keys.ts';
import { openLowdbStore } from '../../src/stores/lowdb.ts';
import { peopleIn } from '../../src/stores/people.ts';
import type { Store } from '../../src/stores/store.ts';
import type { TestApp } from './app.ts';
import { textsOf } from './locales.ts';
import { aLog } from './stores.ts';

export const DIRECT_LINE = '/v3/directline';

const GERMAN = textsOf('de');

/** A text of the bot in German, by its key. */
export function german(key: string): string {
  const text = GERMAN.get(key);
  if (text === undefined) throw new Error(`there is no text ${key}`);
  return text;
}

/** A button, as Direct Line has it. */
type Action = { type: string; title: string; text?: string; value?: unknown };

type ShownCard = { title?: string; text?: string; buttons?: Action[] };

/** An activity as clients get it. */
export type Shown = {
  type: string;
  id: string;
  timestamp: string;
  from: { id: string; role: string };
  text?: string;
  textFormat?: string;
  locale?: string;
  channelData?: { clientActivityID?: string };
  attachments?: { contentType: string; content: ShownCard }[];
  suggestedActions?: { actions: Action[] };
};

export type Answer = {
  status: number;
  /** The body, parsed; an empty object where there is none. */
  body: Record<string, unknown> & { id?: string; activities?: Shown[]; watermark?: string };
  headers: Headers;
};

/** What came of something that was said: the bot's words, and what can be done next. */
export type Heard = {
  status: number;
  /** The id under which it was taken. */
  id: string;
  /** What the visitor said, as it stands in the chat. */
  echo: Shown | undefined;
  replies: Shown[];
  /** Everything that can be read of the replies, one text a line. */
  text: string;
  /** Titles of everything that can be tapped. */
  buttons: string[];
  cards: ShownCard[];
  /** Addresses that can be opened. */
  links: string[];
};

export type VisitorGiven = {
  /** The language that the client says when it begins. */
  locale?: string;
  /** The languages of the browser. */
  languages?: string;
  /** Headers of all requests. */
  headers?: Record<string, string>;
};

const cardsOf = ({ attachments = [] }: Shown): ShownCard[] =>
  attachments.map(({ content }) => content);

const actionsOf = (activity: Shown): Action[] => [
  ...cardsOf(activity).flatMap(({ buttons = [] }) => buttons),
  ...(activity.suggestedActions?.actions ?? []),
];

const isBot = ({ from }: Shown): boolean => from.role === 'bot';

function heardOf(status: number, id: string, activities: readonly Shown[]): Heard {
  const replies = activities.filter(isBot);
  const cards = replies.flatMap(cardsOf);
  const actions = replies.flatMap(actionsOf);
  const texts = replies.flatMap((reply) => [
    reply.text,
    ...cardsOf(reply).flatMap(({ title, text }) => [title, text]),
  ]);
  return {
    status,
    id,
    echo: activities.find((activity) => !isBot(activity)),
    replies,
    text: texts.filter(Boolean).join('\n'),
    buttons: actions.filter(({ type }) => type === 'messageBack').map(({ title }) => title),
    cards,
    links: actions.filter(({ type }) => type === 'openUrl').map(({ value }) => String(value)),
  };
}

/** A visitor of the public chat, over the real Direct Line of a bot. */
export function aVisitor(app: Pick<TestApp, 'ask'>, given: VisitorGiven = {}) {
  const { locale, languages } = given;
  let id = '';
  let token = '';
  let streamUrl = '';
  let heard: Heard = heardOf(0, '', []);
  let watermark = '0';

  /** Sends a request to a path below Direct Line, with the visitor's token unless something else is given. */
  async function request(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const { status, body, headers } = await app.ask(DIRECT_LINE + path, {
      method,
      ...init,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(languages ? { 'Accept-Language': languages } : {}),
        ...(typeof init.body === 'string' ? { 'Content-Type': 'application/json' } : {}),
        ...given.headers,
        ...(init.headers as Record<string, string> | undefined),
      },
    });
    return { status, body: body.startsWith('{') ? JSON.parse(body) : {}, headers };
  }

  const at = (path: string): string => `/conversations/${id}${path}`;

  async function generate(): Promise<Answer> {
    const answer = await request('POST', '/tokens/generate');
    id = String(answer.body['conversationId']);
    token = String(answer.body['token']);
    return answer;
  }

  async function start(): Promise<Answer> {
    const answer = await request('POST', '/conversations', {
      ...(locale ? { body: JSON.stringify({ locale }) } : {}),
    });
    streamUrl = String(answer.body['streamUrl'] ?? streamUrl);
    return answer;
  }

  const activities = (since?: string): Promise<Answer> =>
    request('GET', at(`/activities${since === undefined ? '' : `?watermark=${since}`}`));

  /** What has been said since this was asked last. */
  async function listen(status = 200, posted = ''): Promise<Heard> {
    const { body } = await activities(watermark);
    watermark = body.watermark ?? watermark;
    heard = heardOf(status, posted, body.activities ?? []);
    return heard;
  }

  const post = (activity: unknown): Promise<Answer> =>
    request('POST', at('/activities'), { body: JSON.stringify(activity) });

  async function send(activity: unknown): Promise<Heard> {
    const { status, body } = await post(activity);
    return status === 200 ? listen(status, body.id) : heardOf(status, '', []);
  }

  const line = (text: string, clientId: string = randomUUID()) => ({
    type: 'message',
    text,
    from: { id: 'visitor' },
    channelData: { clientActivityID: clientId },
  });

  /** What is sent when a button of the last reply is tapped, by its title. */
  function press(title: string) {
    const found = heard.replies.flatMap(actionsOf).find((action) => action.title === title);
    if (!found) throw new Error(`there is no "${title}" among: ${heard.buttons.join(', ')}`);
    return { ...line(found.text ?? title), value: found.value };
  }

  return {
    request,
    generate,
    start,
    activities,
    listen,
    post,
    send,
    line,
    press,
    /** Begins a conversation of her own and listens to the greeting. */
    begin: async (): Promise<Heard> => {
      await generate();
      const { status } = await start();
      return listen(status);
    },
    say: (text: string): Promise<Heard> => send(line(text)),
    tap: (title: string): Promise<Heard> => send(press(title)),
    /** Everything that can still be read of the conversation. */
    transcript: async (): Promise<Shown[]> => (await activities()).body.activities ?? [],
    refresh: async (): Promise<Answer> => {
      const answer = await request('POST', '/tokens/refresh');
      token = String(answer.body['token'] ?? token);
      return answer;
    },
    reconnect: (since?: string): Promise<Answer> =>
      request('GET', at(since === undefined ? '' : `?watermark=${since}`)),
    forget: (): Promise<Answer> => request('DELETE', at('')),
    /** The value that every button of the last reply carries besides its event. */
    get card(): string {
      const [action] = heard.replies.flatMap(actionsOf).filter(({ value }) => Object(value).card);
      return String(Object(action?.value).card);
    },
    get heard(): Heard {
      return heard;
    },
    get id(): string {
      return id;
    },
    get token(): string {
      return token;
    },
    get streamUrl(): string {
      return streamUrl;
    },
  };
}

export type Visitor = ReturnType<typeof aVisitor>;

/** A visitor who has begun a conversation. */
export async function aVisit(app: Pick<TestApp, 'ask'>, given: VisitorGiven = {}) {
  const visitor = aVisitor(app, given);
  await visitor.begin();
  return visitor;
}

/** Stops a bot and works on what it has stored, opened with its keys. The next request starts it again. */
async function atRest<T>(
  app: Pick<TestApp, 'stop' | 'folder'>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  await app.stop();
  const { folder } = app;
  const { log } = aLog();
  const keys = await dataKeys({ folder, dataKey: undefined, oldDataKey: undefined, log });
  const engine = await openLowdbStore({ folder, log });
  try {
    return await work(encrypted(engine, keys));
  } finally {
    await engine.close();
  }
}

/** Stops a bot and forgets the visits whose time is over at a moment. Resolves to how many records were deleted. */
export const sweepVisits = (app: Pick<TestApp, 'stop' | 'folder'>, at: string): Promise<number> =>
  atRest(app, (store) =>
    forgetVisits({
      store,
      people: peopleIn(store),
      rules: { unfinishedDays: 30, finishedMonths: 24 },
      translate: () => '',
      tell: async () => undefined,
      now: () => at,
      log: aLog().log,
    }),
  );

/** Where something of visitors is stored. */
const FOLDERS = ['visits', 'visitors', 'unanswered', 'helpful', 'callbacks', 'expiry-minutes'];

/** What is stored of visitors, opened, by its keys. The bot is stopped for it. */
export const storedOf = (app: Pick<TestApp, 'stop' | 'folder'>): Promise<Record<string, unknown>> =>
  atRest(app, async (store) => {
    const keys = (await Promise.all(FOLDERS.map((folder) => store.list(folder)))).flat();
    const read = keys.map(async (key) => [key, (await store.read(key))?.value] as const);
    return Object.fromEntries(await Promise.all(read));
  });

/** Events of the staff's dialogs and of the shell; no button of the public chat carries any of them. */
export const staffEvents: readonly object[] = [
  ...['yes', 'no', 'open'].map((answer) => ({ type: 'ANSWER', answer })),
  ...['question', 'area'].map((mode) => ({ type: 'MODE', mode })),
  { type: 'GO_TO_AREA', area: 'kinder' },
  { type: 'GO_TO_QUESTION', number: 1 },
  { type: 'LANGUAGE', locale: 'other' },
  { type: 'OPEN', sheet: 'sheet-1' },
  { type: 'SELECT', sheet: 'sheet-1' },
  { type: 'CALLBACK_DONE', callback: 'callback-1' },
  { type: 'PAGE', page: 0 },
  ...[
    ...['AREA_NONE', 'BACK', 'PAUSE', 'CANCEL', 'DATA', 'NEW', 'CASES', 'CALLBACKS', 'REVIEW'],
    ...['FINISH', 'EXPLAIN', 'TRAIL', 'EXPORT', 'REASSESS', 'DELETE', 'USE_SUGGESTION', 'SUBMIT'],
    ...['KEEP', 'DECIDE', 'RETURNED', 'REQUESTED', 'NOT_FOUND'],
  ].map((type) => ({ type })),
  { type: 'OPENED', sheet: { id: 'x', reference: 'Popescu' }, catalogue: {} },
  { type: 'LISTED', sheets: [] },
  { type: 'CALLBACKS_LISTED', callbacks: [] },
  { type: 'EXPORTED', url: 'https://evil.example', minutes: 10 },
  { type: 'TEXT', text: 'neue Einschätzung' },
  { type: 'HEARD', reading: {} },
];
