import { say } from '../../dialogs/dialog.ts';
import { decisions } from '../domain/assessment.ts';
import { type ProtectiveNote, protectiveNotesFor, questionsOf } from '../domain/catalogue.ts';
import { need, type Paper } from './paper.ts';
import { heading, list, paragraph } from './prose.ts';
import { decorate, element, tag } from './structure.ts';
import { COLOUR, PAGE, STYLE, WIDTH } from './style.ts';
import { print, rule } from './text.ts';
import { type Content, type EvaluatedPass, ranges } from './words.ts';

/** Every indicator that was marked in any pass: what once called for protection is not forgotten by a reassessment. */
function tickedIn({ sheet }: Content): Set<string> {
  return new Set(
    sheet.passes.flatMap(({ answers }) =>
      Object.keys(answers).filter((id) => answers[id] === 'yes'),
    ),
  );
}

function originOf({ catalogue, german }: Content, note: ProtectiveNote, ticked: Set<string>) {
  const numbers = questionsOf(catalogue)
    .filter(({ indicator: { id } }) => ticked.has(id) && note.indicators.includes(id))
    .map(({ number }) => number);
  return german(
    say(note.source.grade === 'K' ? 'sheet:noteOriginToConfirm' : 'sheet:noteOrigin', {
      count: numbers.length,
      numbers: ranges(numbers),
      name: note.source.name,
    }),
  );
}

export function drawProtectiveNotes(paper: Paper, content: Content): void {
  const ticked = tickedIn(content);
  const notes = protectiveNotesFor(content.catalogue, [...ticked]);
  if (notes.length === 0) return;
  heading(paper, content.german(say('sheet:protective')), 40);
  const bar = COLOUR.warning;
  for (const note of notes) {
    paragraph(paper, content.german({ content: note.text }), STYLE.text, { bar, above: 2 });
    paragraph(paper, originOf(content, note, ticked), STYLE.small, { bar, below: 4 });
  }
}

/** What the case worker decided, where it was recorded, and whether that is what the catalogue recommends. */
export function drawDecisions(
  paper: Paper,
  { german }: Content,
  passes: readonly EvaluatedPass[],
): void {
  const decided = passes.filter(({ pass }) => pass.decision !== null);
  if (decided.length === 0) return;
  heading(paper, german(say('sheet:decision')), 40);
  for (const { pass, name, evaluation } of decided) {
    const { decision } = pass;
    if (!decision) continue;
    const agrees = decision.openCase === evaluation.openCase;
    const outcome = say(decision.openCase ? 'assessment:openCase' : 'assessment:openNoCase');
    const words = say(agrees ? 'sheet:decidedAlike' : 'sheet:decidedOtherwise', {
      pass: name,
      day: { date: decision.at, style: 'day' },
      outcome,
    });
    paragraph(paper, german(words), STYLE.strong, { above: 2 });
    const reason = say('sheet:reason', { text: { plain: decision.reason } });
    paragraph(paper, german(reason), STYLE.text, { below: 4 });
  }
}

/** Calculation, source and signature, in points: together, so that nobody signs an empty page. */
const TOGETHER = 205;

export function drawCalculation(paper: Paper, { german }: Content): void {
  heading(paper, german(say('assessment:explain')), TOGETHER);
  paragraph(paper, german(say('assessment:rule')), STYLE.small);
  paragraph(paper, german(say('assessment:ambiguous')), STYLE.small, { above: 3 });
  const items = decisions.map((name) => german(say(`assessment:decisions.${name}`)));
  list(paper, items, STYLE.small);
}

/** Where the catalogue comes from and, if a text had to be changed for print, how that is shown. */
export function drawSource(paper: Paper, { catalogue, german }: Content): void {
  const { source, version } = catalogue;
  const { name, date } = source;
  const words = say('common:source', { name, date, version });
  paragraph(paper, german(words), STYLE.small, { above: 8 });
  if (paper.replaced) paragraph(paper, german(say('sheet:replaced')), STYLE.small, { above: 3 });
}

/** Two lines to write on: place and date, and the signature of the person responsible. */
export function drawSignature(paper: Paper, { german }: Content): void {
  const height = 58;
  const gap = 24;
  const width = (WIDTH - gap) / 2;
  need(paper, height);
  paper.y += height - STYLE.small.leading;
  const line = paper.y - 3;
  const columns = ['sheet:placeAndDate', 'sheet:signature'].map((key, index) => ({
    text: german(say(key)),
    x: PAGE.left + index * (width + gap),
  }));
  decorate(paper, () => {
    for (const { x } of columns) rule(paper, x, x + width, line, COLOUR.ink);
  });
  for (const { text, x } of columns) {
    const p = element(paper, paper.root, 'P');
    tag(paper, p, () => print(paper, text, x, paper.y, STYLE.small));
  }
  paper.y += STYLE.small.leading;
}
