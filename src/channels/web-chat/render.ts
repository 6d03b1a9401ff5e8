import type { Button, Locale, Part, Reply, Words } from '../../../dialogs/dialog.ts';
import type { Translate } from '../../translate.ts';
import { withoutMarkdown } from '../markdown.ts';

/*
 * Replies in the form that every client of Direct Line shows: text with a little markdown, hero cards, and suggested
 * actions under the last message.
 */

type Action = { type: string; title: string; value: unknown; [property: string]: unknown };

type HeroCard = { title?: string; text?: string; buttons?: Action[] };

/** What a message of the bot says, without the addresses that the channel adds. */
export type Said = {
  text?: string;
  attachments?: { contentType: string; content: HeroCard }[];
  suggestedActions?: { to: string[]; actions: Action[] };
};

export type Pen = {
  translate: Translate;
  locale: Locale;
  card: string;
  /** Whether a person has reviewed the texts of this language; otherwise it is said that they are not binding. */
  reviewed: boolean;
};

const HERO = 'application/vnd.microsoft.card.hero';

/** Lines of their own, and lists, as markdown has them; everything else in a text is shown as it is. */
function paragraphs(text: string): string {
  return withoutMarkdown(text)
    .replace(/\n?^• /gm, '\n- ')
    .replace(/(?<!\n)\n(?!\n|- )/g, '\n\n')
    .trim();
}

function press({ words, event }: Button, { translate, locale, card }: Pen): Action {
  const title = translate(words, locale);
  return { type: 'messageBack', title, displayText: title, text: title, value: { event, card } };
}

type Segment = { texts: string[]; cards: HeroCard[]; actions: Action[] };

/** Text after a card begins a new message, so that the order stays as the dialog has it. */
function segmentsOf(parts: readonly Part[], pen: Pen): Segment[] {
  const segments: Segment[] = [];
  const say = (words: Words): string => paragraphs(pen.translate(words, pen.locale));
  const label = (words: Words): string => pen.translate(words, pen.locale);
  const segment = (): Segment => {
    const last = segments.at(-1);
    if (last) return last;
    const first: Segment = { texts: [], cards: [], actions: [] };
    segments.push(first);
    return first;
  };
  const write = (text: string): void => {
    if (segment().cards.length > 0) segments.push({ texts: [], cards: [], actions: [] });
    segment().texts.push(text);
  };
  const show = (card: HeroCard): void => void segment().cards.push(card);

  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        write(part.size === 'title' ? `**${say(part.words)}**` : say(part.words));
        break;
      case 'notice':
        write(say(part.words));
        break;
      case 'question':
        write(`**${say(part.words)}**`);
        break;
      case 'provenance':
        for (const source of part.sources) write(`_${say(source)}_`);
        if (!pen.reviewed) {
          const key = part.sources.length > 0 ? 'visit:bindingShort' : 'visit:binding';
          write(`_${say({ key })}_`);
        }
        break;
      case 'facts':
        for (const { label: name, value } of part.facts) write(`**${say(name)}** ${say(value)}`);
        break;
      case 'link':
        show({ buttons: [{ type: 'openUrl', title: label(part.words), value: part.url }] });
        break;
      case 'card':
        show({
          title: label(part.title),
          text: part.lines.map(say).join('\n\n'),
          buttons: part.links.map(({ words, url }) => ({
            type: 'openUrl',
            title: label(words),
            value: url,
          })),
        });
        break;
      case 'rows':
        show({
          ...(part.title ? { title: label(part.title) } : {}),
          buttons: part.rows.flatMap(({ words, event }) =>
            event ? press({ words, event }, pen) : [],
          ),
        });
        break;
      case 'buttons':
        segment().actions.push(
          ...[...part.main, ...(part.also ?? []), ...(part.more ?? [])].map((each) =>
            press(each, pen),
          ),
        );
        break;
      default:
        part satisfies never;
    }
  }
  return segments;
}

/** The messages of a reply, in their order; the actions of all of them stand under the last. */
export function renderReply({ parts }: Reply, pen: Pen): Said[] {
  const segments = segmentsOf(parts, pen);
  const actions = segments.flatMap((segment) => segment.actions);
  return segments
    .filter(({ texts, cards }, index) => texts.length + cards.length > 0 || index === 0)
    .map(
      ({ texts, cards }, index, { length }): Said => ({
        ...(texts.length > 0 ? { text: texts.join('\n\n') } : {}),
        ...(cards.length > 0
          ? { attachments: cards.map((content) => ({ contentType: HERO, content })) }
          : {}),
        ...(index === length - 1 && actions.length > 0
          ? { suggestedActions: { to: [], actions } }
          : {}),
      }),
    );
}
