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

/** An element of an Adaptive Card. */
export type Element = { type: string; [property: string]: unknown };

export type AdaptiveCard = Element & { body: Element[] };

type Say = (words: Words) => string;
/** `say` for text that clients show as markdown, `label` for buttons and fields that they show as it is. */
type Pen = { say: Say; label: Say; card: string };

/** Teams refuses cards above 28 KB; lists that could grow are cut here and say so. */
const MOST_ROWS = 15;

/** Takes the meaning out of markdown characters, so that what people wrote is shown as they wrote it. */
export function withoutMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#~|]/g, '\\$&').replace(/^(\s*)([-+]|\d+\.)/gm, '$1\\$2');
}

const TONES = {
  protective: 'attention',
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

function bar({ step, of }: Progress): Element {
  const part = (width: number, style: string): Element => ({
    type: 'Column',
    width: String(width),
    items: [{ type: 'Container', style, minHeight: '6px', items: [] }],
    spacing: 'None',
  });
  const columns = [part(step, 'accent'), ...(of > step ? [part(of - step, 'emphasis')] : [])];
  return { type: 'ColumnSet', spacing: 'Small', columns };
}

function progressOf(progress: Progress, { say }: Pen): Element[] {
  const { step, of, group, groups, title } = progress;
  const column = (words: Words, width: string, align: string): Element => ({
    type: 'Column',
    width,
    items: [text(say(words), { size: 'Small', isSubtle: true, horizontalAlignment: align })],
  });
  return [
    {
      type: 'ColumnSet',
      columns: [
        column({ key: 'common:group', params: { group, groups, title } }, 'stretch', 'Left'),
        column({ key: 'common:progress', params: { step, of } }, 'auto', 'Right'),
      ],
    },
    bar(progress),
  ];
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

/** A field that is tucked away opens at a touch, on the client alone. */
function tuckable(input: Input, pen: Pen): Element[] {
  const element = inputOf(input, pen);
  if (!input.tucked) return [element];
  const key = TOGGLES[input.id] ?? 'common:more';
  return [
    {
      type: 'ActionSet',
      spacing: 'Small',
      actions: [
        {
          type: 'Action.ToggleVisibility',
          title: pen.label({ key }),
          targetElements: [`${input.id}-field`],
        },
      ],
    },
    { type: 'Container', id: `${input.id}-field`, isVisible: false, items: [element] },
  ];
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

function rowsOf({ title, rows }: Extract<Part, { kind: 'rows' }>, pen: Pen): Element[] {
  if (rows.length === 0) return [];
  const left = rows.length - MOST_ROWS;
  return [
    ...(title ? [text(pen.say(title), { weight: 'Bolder', spacing: 'Medium' })] : []),
    ...rows.slice(0, MOST_ROWS).map((row) => rowOf(row, pen)),
    ...(left > 0
      ? [
          text(pen.say({ key: 'common:moreRows', params: { count: left } }), {
            size: 'Small',
            isSubtle: true,
          }),
        ]
      : []),
  ];
}

function buttonsOf(
  { main, also = [], more = [] }: Extract<Part, { kind: 'buttons' }>,
  pen: Pen,
): Element[] {
  const set = (actions: Element[]): Element[] =>
    actions.length > 0 ? [{ type: 'ActionSet', actions, spacing: 'Medium' }] : [];
  const small = also.map((each) => execute(each, pen));
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

function elementsOf(part: Part, pen: Pen): Element[] {
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
        ...(part.inputs ?? []).flatMap((input) => tuckable(input, pen)),
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
    case 'buttons':
      return buttonsOf(part, pen);
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
    say: (words) => translate(words, locale, withoutMarkdown),
    label: (words) => translate(words, locale),
    card,
  };
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: locale,
    msteams: { width: 'Full' },
    body: reply.parts.flatMap((part) => elementsOf(part, pen)),
  };
}
