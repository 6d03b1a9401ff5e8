import { CENTRAL, type Centre, type Guide, type Hours } from '../src/domain/guide.ts';
import { type Opening, openingAt } from '../src/domain/opening-hours.ts';
import { asOf, type Link, type Part, say, type Words } from './dialog.ts';

const weekday = (day: number): Words => say(`visit:weekday.${day}`);

/** Days in a row with the same hours are one entry: "Montag–Donnerstag 09:00–16:00". */
function hoursWords(hours: readonly Hours[]): Words {
  const spans: { first: number; last: number; from: string; to: string }[] = [];
  for (const { weekday: day, from, to } of hours) {
    const before = spans.at(-1);
    if (before && before.last === day - 1 && before.from === from && before.to === to) {
      before.last = day;
    } else spans.push({ first: day, last: day, from, to });
  }
  return {
    list: spans.map(({ first, last, from, to }) => {
      const day: Words =
        first === last ? weekday(first) : { list: [weekday(first), weekday(last)], by: '–' };
      return say('visit:hoursOf', { day, from, to });
    }),
  };
}

function openingWords(opening: Opening): Words {
  if (opening.kind === 'open') return say('visit:openUntil', { time: opening.until });
  const { day, from } = opening;
  if (day === 'today') return say('visit:opensToday', { time: from });
  if (day === 'tomorrow') return say('visit:opensTomorrow', { time: from });
  return say('visit:opensOn', { day: weekday(day), time: from });
}

/** German numbers as telephones dial them from everywhere; short emergency numbers stay as they are. */
export function telephoneLink(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (phone.trim().startsWith('+')) return `tel:+${digits}`;
  if (digits.startsWith('00')) return `tel:+${digits.slice(2)}`;
  return digits.startsWith('0') ? `tel:+49${digits.slice(1)}` : `tel:${digits}`;
}

function linksOf({ phone, mail }: Centre): Link[] {
  const links: Link[] = [];
  if (phone) links.push({ words: say('visit:call', { phone }), url: telephoneLink(phone) });
  if (mail) links.push({ words: say('visit:mail', { mail }), url: `mailto:${mail}` });
  return links;
}

/**
 * How to reach a centre, with whether it is open at a moment (ISO 8601). Where no number is known, the central team
 * connects. Undefined where there is no such centre.
 */
function contactCard(guide: Guide, id: string, at: string): Part | undefined {
  const centre = guide.centres.get(id);
  if (!centre) return undefined;
  const lines: Words[] = [];
  if (centre.address) lines.push(say('visit:address', { address: centre.address }));
  if (centre.hours.length > 0) {
    lines.push(say('visit:hours', { hours: hoursWords(centre.hours) }));
    const opening = openingAt(centre.hours, at);
    if (opening) lines.push(openingWords(opening));
  }
  const links = linksOf(centre);
  const central = guide.centres.get(CENTRAL);
  if (!centre.phone && central?.phone) {
    lines.push(say('visit:contactAsk', { phone: central.phone }));
    links.push({
      words: say('visit:call', { phone: central.phone }),
      url: telephoneLink(central.phone),
    });
  }
  if (centre.toBeConfirmed) {
    const date = guide.sources[centre.source]?.date ?? '';
    lines.push(say('visit:contactUnconfirmed', { date: asOf(date) }));
  }
  return { kind: 'card', title: { plain: centre.name }, lines, links };
}

/** The cards of several centres, without those that are not there. */
export const contactCards = (guide: Guide, ids: readonly string[], at: string): Part[] =>
  ids.flatMap((id) => contactCard(guide, id, at) ?? []);
