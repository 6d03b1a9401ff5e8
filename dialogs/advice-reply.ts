import { type Facts, nextFact, suggest, UNSURE } from '../src/domain/responsibility.ts';
import { sourceWords, topicButton } from './answer-reply.ts';
import { contactCards } from './contact-card.ts';
import {
  type AnySnapshot,
  type Button,
  button,
  type Part,
  type Reply,
  say,
  type Words,
} from './dialog.ts';
import { homeButton, personButton, type VisitorContext } from './visitor.ts';

/* What is asked to find advice, and whom it leads to. */

export type AdviceContext = VisitorContext & { facts: Facts };

function question(fact: string, { rules, facts }: AdviceContext): Part[] {
  const isFirst = Object.keys(facts).length === 0;
  const options = (rules.facts[fact] ?? []).map(
    (value): Button => ({
      words: say(`advice:${fact}.${value}`),
      event: { type: 'PICK', pick: value },
    }),
  );
  const unsure: Button = { words: say('advice:unsure'), event: { type: 'PICK', pick: UNSURE } };
  return [
    ...(isFirst ? [{ kind: 'text', words: say('advice:intro') } as const] : []),
    { kind: 'question', words: say(`advice:${fact}.question`) },
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
const because = (names: readonly string[], facts: Facts): Words => ({
  list: names.map((name) => say(`advice:${name}.${facts[name]}`)),
});

function result({ rules, facts, guide, at }: AdviceContext): Part[] {
  const suggestion = suggest(rules, facts);
  if (!suggestion) return [];
  const { rule } = suggestion;
  const notes: Part[] = [];
  if (suggestion.because.length > 0) {
    const words = say('advice:why', { facts: because(suggestion.because, facts) });
    notes.push({ kind: 'text', words, size: 'small' });
  }
  notes.push({ kind: 'text', words: say('advice:decides'), size: 'small' });
  const also = contactCards(guide, rule.also ?? [], at);
  const sources = sourceWords([guide.sources[rule.source]]);
  return [
    { kind: 'text', words: say(rule.goBack ? 'advice:goBack' : 'advice:result') },
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
        button('advice:again', { type: 'ADVICE' }),
        personButton,
        homeButton,
      ],
    },
  ];
}

export function read({ context }: AnySnapshot): Reply {
  const fact = nextFact(context.rules, context.facts);
  return { parts: fact ? question(fact, context) : result(context) };
}
