import type {
  Button,
  Input,
  Locale,
  Part,
  Progress,
  Reply,
  Row,
  Words,
} from '../../../dialogs/dialog.ts';
import type { Translate } from '../../translate.ts';
import { LONGEST_INPUT } from '../channel.ts';
import { withoutMarkdown } from '../markdown.ts';

/** An element of an Adaptive Card. */
type Element = { type: string; [property: string]: unknown };

export type AdaptiveCard = Element & { body: Element[] };

type Say = (words: Words) => string;
/** `say` for text that clients show as markdown, `label` for buttons and fields that they show as it is. */
type Pen = { say: Say; label: Say; card: string };

/** Teams refuses cards above 28 KB; lists that could grow are cut here and say so. */
const MOST_ROWS = 15;

/** Longest text of a person on a card, for the same limit; all of it stands on the result sheet. */
const LONGEST_SHOWN = 1000;

const shortened = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN).toWellFormed()}…` : text;

const TONES = {
  protective: 'warning',
  warning: 'warning',
  info: 'emphasis',
  good: 'good',
} as const;

const text = (words: string, more: object = {}): Element => ({
  type: 'TextBlock',
  text: words,
  wrap: true,
  ...more,
});

function execute({ words, event, style }: Button, { label, card }: Pen): Element {
  return {
    type: 'Action.Execute',
    title: label(words),
    verb: 'choose',
    data: { event, card },
    ...(style ? { style: style === 'primary' ? 'positive' : 'destructive' } : {}),
  };
}

const BAR_LENGTH = 40;

/** A thin line of two colours; it needs no picture and grows with the text. */
function bar({ done, of }: Progress): Element {
  const filled = Math.round((done / of) * BAR_LENGTH);
  const run = (length: number, more: object): Element[] =>
    length > 0 ? [{ type: 'TextRun', text: '━'.repeat(length), size: 'Small', ...more }] : [];
  const inlines = [
    ...run(filled, { color: 'Accent' }),
    ...run(BAR_LENGTH - filled, { isSubtle: true, color: 'Light' }),
  ];
  return { type: 'RichTextBlock', spacing: 'None', inlines };
}

function progressOf(progress: Progress, { say }: Pen): Element[] {
  const column = (words: Words, width: string): Element => ({
    type: 'Column',
    width,
    items: [text(say(words), { size: 'Small', isSubtle: true })],
  });
  const columns = [column(progress.place, 'stretch'), column(progress.count, 'auto')];
  return [{ type: 'ColumnSet', columns }, bar(progress)];
}

function inputOf(input: Input, { label }: Pen): Element {
  const common = { id: input.id, label: label(input.label) };
  if (input.kind === 'text') {
    return {
      type: 'Input.Text',
      ...common,
      value: input.value ?? '',
      maxLength: LONGEST_INPUT,
      isMultiline: input.long ?? false,
      ...(input.hint ? { placeholder: label(input.hint) } : {}),
    };
  }
  return {
    type: 'Input.ChoiceSet',
    ...common,
    style: 'expanded',
    isMultiSelect: true,
    wrap: true,
    value: input.selected.join(','),
    choices: input.options.map(({ id, words, hint }) => ({
      title: hint ? `${label(words)} (${label(hint)})` : label(words),
      value: id,
    })),
  };
}

const TOGGLES: Readonly<Record<string, string>> = {
  note: 'common:noteToggle',
  open: 'common:stillOpenToggle',
};

/** The button that opens a tucked field, on the client alone. */
function toggle({ id }: Input, { label }: Pen): Element {
  return {
    type: 'Action.ToggleVisibility',
    title: label({ key: TOGGLES[id] ?? 'common:more' }),
    targetElements: [`${id}-field`],
  };
}

function fieldOf(input: Input, pen: Pen): Element {
  const items = [inputOf(input, pen)];
  return { type: 'Container', id: `${input.id}-field`, isVisible: !input.tucked, items };
}

function dots({ marks, threshold, open }: NonNullable<Row['dots']>): string {
  const missing = Math.max(0, threshold - marks);
  return '●'.repeat(marks) + '○'.repeat(missing) + (open > 0 ? ' ?' : '');
}

function rowOf(row: Row, pen: Pen): Element {
  const left = [
    text(pen.say(row.words), { spacing: 'None', weight: row.event ? 'Bolder' : 'Default' }),
    ...(row.detail
      ? [text(pen.say(row.detail), { size: 'Small', isSubtle: true, spacing: 'None' })]
      : []),
  ];
  if (!row.dots && !row.event) return { type: 'Container', spacing: 'Small', items: left };
  const columns: Element[] = [{ type: 'Column', width: 'stretch', items: left }];
  if (row.dots) {
    columns.push({
      type: 'Column',
      width: 'auto',
      verticalContentAlignment: 'Center',
      items: [
        text(dots(row.dots), {
          color: row.dots.marks >= row.dots.threshold ? 'Attention' : 'Default',
        }),
      ],
    });
  }
  if (row.event) {
    columns.push({
      type: 'Column',
      width: 'auto',
      verticalContentAlignment: 'Center',
      items: [text('›', { size: 'Large', isSubtle: true })],
    });
  }
  const select = row.event
    ? { selectAction: execute({ words: row.words, event: row.event }, pen) }
    : {};
  return { type: 'ColumnSet', spacing: 'Small', separator: true, columns, ...select };
}

function rowsOf({ title, rows, tucked }: Extract<Part, { kind: 'rows' }>, pen: Pen): Element[] {
  if (rows.length === 0) return [];
  const left = rows.length - MOST_ROWS;
  const elements = rows.slice(0, MOST_ROWS).map((row) => rowOf(row, pen));
  if (left > 0) {
    const words = { key: 'common:moreRows', params: { count: left } };
    elements.push(text(pen.say(words), { size: 'Small', isSubtle: true }));
  }
  if (!title) return elements;
  if (!tucked) return [text(pen.say(title), { weight: 'Bolder', spacing: 'Medium' }), ...elements];
  const id = `rows-${'key' in title ? title.key.replace(/\W/g, '-') : 'list'}`;
  const open = {
    type: 'Action.ToggleVisibility',
    title: `${pen.label(title)} …`,
    targetElements: [id],
  };
  return [
    { type: 'ActionSet', actions: [open], spacing: 'Small' },
    { type: 'Container', id, isVisible: false, items: elements },
  ];
}

function buttonsOf(
  { main, also = [], more = [] }: Extract<Part, { kind: 'buttons' }>,
  toggles: Element[],
  pen: Pen,
): Element[] {
  const set = (actions: Element[]): Element[] =>
    actions.length > 0 ? [{ type: 'ActionSet', actions, spacing: 'Medium' }] : [];
  const small = [...toggles, ...also.map((each) => execute(each, pen))];
  if (more.length > 0) {
    small.push({
      type: 'Action.ToggleVisibility',
      title: pen.label({ key: 'common:more' }),
      targetElements: ['more'],
    });
  }
  const hidden = more.map((each) => execute(each, pen));
  return [
    ...set(main.map((each) => execute(each, pen))),
    ...set(small),
    ...(hidden.length > 0
      ? [{ type: 'Container', id: 'more', isVisible: false, items: set(hidden) }]
      : []),
  ];
}

function elementsOf(part: Part, toggles: Element[], pen: Pen): Element[] {
  const { say } = pen;
  switch (part.kind) {
    case 'text':
      if (part.size === 'title') {
        return [text(say(part.words), { style: 'heading', size: 'Large', weight: 'Bolder' })];
      }
      return [
        text(say(part.words), part.size === 'small' ? { size: 'Small', isSubtle: true } : {}),
      ];
    case 'notice':
      return [
        {
          type: 'Container',
          style: TONES[part.tone],
          bleed: false,
          items: [text(say(part.words))],
        },
      ];
    case 'question':
      return [
        ...(part.progress ? progressOf(part.progress, pen) : []),
        ...(part.lead ? [text(say(part.lead), { isSubtle: true, spacing: 'Medium' })] : []),
        text(say(part.words), {
          size: 'Medium',
          weight: 'Bolder',
          spacing: part.lead ? 'Small' : 'Medium',
        }),
        ...(part.closing ? [text(say(part.closing), { isSubtle: true, spacing: 'Small' })] : []),
        ...(part.inputs ?? []).map((input) => fieldOf(input, pen)),
      ];
    case 'facts':
      return [
        {
          type: 'FactSet',
          facts: part.facts.map(({ label, value }) => ({ title: say(label), value: say(value) })),
        },
      ];
    case 'rows':
      return rowsOf(part, pen);
    case 'link':
      return [
        {
          type: 'ActionSet',
          actions: [{ type: 'Action.OpenUrl', title: pen.label(part.words), url: part.url }],
        },
      ];
    case 'card':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          items: [part.title, ...part.lines].map((words, line) =>
            text(say(words), line === 0 ? { weight: 'Bolder' } : { spacing: 'Small' }),
          ),
        },
        ...part.links.flatMap((link) => elementsOf({ kind: 'link', ...link }, toggles, pen)),
      ];
    case 'provenance':
      return part.sources.map((words) => text(say(words), { size: 'Small', isSubtle: true }));
    case 'buttons':
      return buttonsOf(part, toggles, pen);
    default:
      return part satisfies never;
  }
}

/** Renders a whole reply as one Adaptive Card (1.5) whose buttons carry `card`. */
export function renderCard(
  reply: Reply,
  { translate, locale, card }: { translate: Translate; locale: Locale; card: string },
): AdaptiveCard {
  const pen: Pen = {
    say: (words) => translate(words, locale, (text) => withoutMarkdown(shortened(text))),
    label: (words) => translate(words, locale),
    card,
  };
  const tucked = reply.parts
    .flatMap((part) => (part.kind === 'question' ? (part.inputs ?? []) : []))
    .filter((input) => input.tucked);
  const toggles = tucked.map((input) => toggle(input, pen));
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: locale,
    msteams: { width: 'Full' },
    body: reply.parts.flatMap((part) => elementsOf(part, toggles, pen)),
  };
}
