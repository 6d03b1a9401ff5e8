import type { Choice } from '../../dialogs/dialog.ts';

/** What tests look at of an activity that the bot sends. */
export type SentActivity = {
  type?: string;
  text?: string;
  value?: { status: number; body?: InvokeBody };
  attachments?: { contentType: string; content: Card }[];
};

/** The result of a press: a card, or a sentence. */
export type InvokeBody = { statusCode: number; type: string; value: Card | string };

export type Card = { type: string; version?: string; lang?: string; body: unknown[] };

/** An object somewhere in a card, with members as they come. */
export type Node = Record<string, unknown>;

/** Every object inside a card, in the order in which it is read. */
export function nodesIn(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(nodesIn);
  return Array.isArray(value) ? inside : [value as Node, ...inside];
}

const isText = (text: unknown): text is string => typeof text === 'string' && text !== '';

/** The text of a card as it is sent, markdown and all. */
export const rawTextsIn = (card: Card | undefined): string[] =>
  nodesIn(card)
    .filter(({ type }) => type !== 'TextRun')
    .flatMap(({ type, text, title, value, label }) => {
      const shown = type === undefined ? [title, value] : [text, title];
      return [...shown, label].filter(isText);
    });

/** What a client shows of a text: without the backslashes that take the meaning out of markdown. */
const asShown = (text: string): string => text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1');

export const textsIn = (card: Card | undefined): string[] => rawTextsIn(card).map(asShown);

/** A button or a row that can be tapped: its words, and what it sends. */
export type Tappable = { title: string; data: { event: Choice; card: string } };

const isExecute = (node: Node): boolean => node['type'] === 'Action.Execute';

export const tappablesIn = (card: Card | undefined): Tappable[] =>
  nodesIn(card)
    .filter(isExecute)
    .map(({ title, data }) => ({
      title: String(title),
      data: data as Tappable['data'],
    }));

export const buttonsIn = (card: Card | undefined): string[] =>
  tappablesIn(card).map(({ title }) => title);

/** What the fields of a card hold, by their ids, as a client sends them along with every press. */
export const fieldsIn = (card: Card | undefined): Record<string, string> =>
  Object.fromEntries(
    nodesIn(card)
      .filter(({ type }) => String(type).startsWith('Input.'))
      .map(({ id, value }) => [String(id), String(value ?? '')]),
  );

export const linksIn = (card: Card | undefined): string[] =>
  nodesIn(card)
    .filter(({ type }) => type === 'Action.OpenUrl')
    .map(({ url }) => String(url));
