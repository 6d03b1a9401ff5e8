import { type Facts, nextFact, suggest, UNSURE } from '../src/domain/responsibility.ts';
import { sourceWords, topicButton } from './answer-reply.ts';
import { contactCards } from './contact-card.ts';
import {
  type AnySnapshot,
  type Button,
  button,
  type Choice,
  type Part,
  type Reply,
  say,
  type Table,
  type Words,
} from './dialog.ts';
import { homeButton, personButton, type VisitorContext } from './visitor.ts';

/* What is asked by a table of rules, and whom it leads to. Words of its own are in the namespace of the table. */

/** What begins the dialog over a table, and begins it again. */
export const BEGINS = { advice: 'ADVICE', voucher: 'VOUCHER' } as const satisfies Record<
  Table,
  Choice['type']
>;

export type GuidanceContext = VisitorContext & { facts: Facts };

function question(table: Table, fact: string, { tables, facts }: GuidanceContext): Part[] {
  const isFirst = Object.keys(facts).length === 0;
  const options = (tables[table].facts[fact] ?? []).map(
    (value): Button => ({
      words: say(`${table}:${fact}.${value}`),
      event: { type: 'PICK', pick: value },
    }),
  );
  const unsure: Button = { words: say('advice:unsure'), event: { type: 'PICK', pick: UNSURE } };
  return [
    ...(isFirst ? [{ kind: 'text', words: say(`${table}:intro`) } as const] : []),
    { kind: 'question', words: say(`${table}:${fact}.question`) },
    {
      kind: 'buttons',
      main: [...options, unsure],
      also: [
        button('advice:undo', { type: 'UNDO' }),
        personButton,
        button('advice:stop', { type: 'HOME' }),
      ],
    },
  ];
}

/** The facts that a rule held by, in the words of the answers that were given. */
const because = (table: Table, names: readonly string[], facts: Facts): Words => ({
  list: names.map((name) => say(`${table}:${name}.${facts[name]}`)),
});

function result(table: Table, context: GuidanceContext): Part[] {
  const { tables, facts, guide, at } = context;
  const suggestion = suggest(tables[table], facts);
  if (!suggestion) return [];
  const { rule } = suggestion;
  const notes: Part[] = [];
  if (suggestion.because.length > 0) {
    const words = say('advice:why', { facts: because(table, suggestion.because, facts) });
    notes.push({ kind: 'text', words, size: 'small' });
  }
  notes.push({ kind: 'text', words: say('advice:decides'), size: 'small' });
  const also = contactCards(guide, rule.also ?? [], at);
  const sources = sourceWords([guide.sources[rule.source]]);
  return [
    { kind: 'text', words: say(`${table}:${rule.says ?? 'result'}`) },
    ...contactCards(guide, rule.centres, at),
    ...(also.length > 0
      ? [{ kind: 'text', words: say('advice:alsoPossible') } as const, ...also]
      : []),
    ...notes,
    { kind: 'provenance', sources: [...sources, say('advice:reconstruction')] },
    {
      kind: 'buttons',
      main: [
        ...(rule.topic ? [topicButton(rule.topic)] : []),
        button(`${table}:again`, { type: BEGINS[table] }),
        personButton,
        homeButton,
      ],
    },
  ];
}

/** Reads a dialog over one of the tables. */
export const reader =
  (table: Table) =>
  ({ context }: AnySnapshot): Reply => {
    const fact = nextFact(context.tables[table], context.facts);
    return {
      parts: fact ? question(table, fact, context) : result(table, context),
    };
  };
