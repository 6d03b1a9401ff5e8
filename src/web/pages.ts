import { telephoneLink } from '../../dialogs/contact-card.ts';
import { asOf } from '../../dialogs/dialog.ts';
import { PEOPLE } from '../../dialogs/visitor.ts';
import type { Centre, Guide, Hours } from '../domain/guide.ts';
import { LOCALES, type Locale } from '../domain/locale.ts';
import type { Translate } from '../translate.ts';
import { type Html, html } from './html.ts';

/*
 * The plain pages around the chat. They work without JavaScript: who has none finds the contacts here.
 */

export type PageParts = { guide: Guide; translate: Translate };

const TITLE = 'Integrationslotse Rheine';

function page(title: string, body: Html, script?: Html): string {
  return `<!doctype html>\n${
    html`<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.png">
<link rel="stylesheet" href="/site.css">
${script}
</head>
<body>
${body}
<footer><nav aria-label="Rechtliches"><a href="/">Chat</a> <a href="/datenschutz">Datenschutz</a> <a href="/barrierefreiheit">Barrierefreiheit</a></nav></footer>
</body>
</html>`.html
  }`;
}

function hoursOf(hours: readonly Hours[], translate: Translate): string {
  return hours
    .map(({ weekday, from, to }) => {
      const day = translate({ key: `visit:weekday.${weekday}` }, 'de');
      return `${day} ${from}–${to} Uhr`;
    })
    .join(', ');
}

function contact(centre: Centre, { guide, translate }: PageParts): Html {
  const { name, phone, mail, address, hours } = centre;
  const date = translate(asOf(guide.sources[centre.source]?.date ?? ''), 'de');
  return html`<li><strong>${name}</strong><br>
${phone ? html`Telefon <a href="${telephoneLink(phone)}">${phone}</a><br>` : undefined}
${mail ? html`E-Mail <a href="mailto:${mail}">${mail}</a><br>` : undefined}
${address ? html`${address}<br>` : undefined}
${hours.length > 0 ? html`${hoursOf(hours, translate)}<br>` : undefined}
<small>Stand ${date}. Bitte vorher anrufen.</small></li>`;
}

const contacts = (parts: PageParts): Html =>
  html`<ul class="contacts">${PEOPLE.flatMap((id) => {
    const centre = parts.guide.centres.get(id);
    return centre ? contact(centre, parts) : [];
  })}</ul>`;

/** The page with the chat, a few words, and the contacts for everybody who cannot or does not want to chat. */
export function homePage(parts: PageParts): string {
  const body = html`<main>
<h1>Deutsch lernen und Beratung in Rheine</h1>
<p>Fragen Sie den Integrationslotsen, den automatischen Assistenten der Stadt Rheine – in 13 Sprachen.</p>
<div id="chat"></div>
<noscript><p><strong>Ohne JavaScript kann der Chat nicht starten.</strong> Hier erreichen Sie Menschen:</p></noscript>
<section aria-labelledby="people">
<h2 id="people">Mit Menschen sprechen</h2>
${contacts(parts)}
<p>Im Notfall: Polizei <a href="tel:110">110</a>, Feuerwehr und Rettungsdienst <a href="tel:112">112</a>, Hilfetelefon Gewalt gegen Frauen <a href="tel:116016">116 016</a>.</p>
</section>
</main>`;
  const script = html`<script src="/chat.js" data-mode="inline" data-target="#chat" async></script>`;
  return page(TITLE, body, script);
}

const directionOf = (locale: Locale): string =>
  locale === 'ar' || locale === 'fa' ? 'rtl' : 'ltr';

/** What happens with what visitors write (Art. 13 DSGVO), in German at length and in every language in short. */
export function privacyPage({ translate }: PageParts): string {
  const inShort = LOCALES.filter((locale) => locale !== 'de').map(
    (locale) => html`<section lang="${locale}" dir="${directionOf(locale)}">
<h3>${translate({ key: `languages:${locale}` }, locale)}</h3>
<p>${translate({ key: 'faq:bot.datenschutz.answer' }, locale)}</p>
<p><small>${translate({ key: 'visit:bindingShort' }, locale)}</small></p>
</section>`,
  );
  const body = html`<main>
<h1>Datenschutz im Chat</h1>
<p>${translate({ key: 'faq:bot.datenschutz.answer' }, 'de')}</p>
<dl>
<dt>Verantwortlich</dt><dd>Stadt Rheine, Klosterstraße 14, 48431 Rheine. <em>Ansprechperson und Datenschutzbeauftragte oder Datenschutzbeauftragter sind von der Stadt einzutragen.</em></dd>
<dt>Wozu und auf welcher Grundlage</dt><dd>Auskunft über Deutschkurse und Beratung als öffentliche Aufgabe (Art. 6 Abs. 1 Buchst. e DSGVO). <em>Von der Stadt zu bestätigen.</em></dd>
<dt>Was gespeichert wird</dt><dd>Der Wortlaut des Gesprächs ohne Telefonnummern, E-Mail-Adressen, Geburtsdaten, Aktenzeichen und Namen, verschlüsselt, damit es nach einer Unterbrechung weitergehen kann. Fragen, auf die es keine Antwort gab, werden ohne Bezug zur Person bis zu 90 Tage aufgehoben, damit die Antworten besser werden. Wie oft eine Antwort hilfreich war, wird nur gezählt.</dd>
<dt>Rückruf</dt><dd>Nur wenn die Stadt ihn anbietet und Sie ihn wünschen: Telefonnummer, Sprache und Tageszeit, verschlüsselt. Mitarbeitende sehen sie. Sie werden nach dem Anruf gelöscht, spätestens nach 14 Tagen.</dd>
<dt>Wie lange</dt><dd>24 Stunden nach der letzten Nachricht. Mit „Gespräch löschen“ sofort.</dd>
<dt>Wer es sieht</dt><dd>Niemand außerhalb dieses Servers. Es wird kein anderer Dienst gefragt.</dd>
<dt>Auf Ihrem Gerät</dt><dd>Keine Cookies. Bis Sie das Fenster schließen, merkt sich der Browser die Kennung des Gesprächs und die Sprache (Sitzungsspeicher); ohne sie ginge das Gespräch beim Neuladen verloren.</dd>
<dt>Ihre Internetadresse</dt><dd>Wird gebraucht, um die Antwort zu senden und Überlastung abzuwehren, und dafür nur im Arbeitsspeicher gezählt. In Protokollen steht sie nicht.</dd>
<dt>Automatische Entscheidungen</dt><dd>Gibt es nicht. Der Chat nennt Auskünfte und Stellen, die Stellen entscheiden.</dd>
<dt>Ihre Rechte</dt><dd>Auskunft, Berichtigung, Löschung, Einschränkung, Widerspruch und Beschwerde bei der Landesbeauftragten für Datenschutz und Informationsfreiheit NRW. Da nichts auf Sie hinweist, kann die Stadt ein Gespräch Ihnen nicht zuordnen.</dd>
</dl>
<h2>Kurz in anderen Sprachen</h2>
${inShort}
</main>`;
  return page(`Datenschutz – ${TITLE}`, body);
}

/** The statement on accessibility (BITVNRW), with a way to report barriers. */
export function accessibilityPage(parts: PageParts): string {
  const body = html`<main>
<h1>Erklärung zur Barrierefreiheit</h1>
<p>Diese Erklärung gilt für den Chat „Integrationslotse“ der Stadt Rheine und die Seiten, auf denen er hier steht. Maßstab sind das Behindertengleichstellungsgesetz NRW und die Barrierefreie-Informationstechnik-Verordnung NRW mit der Norm EN 301 549 (WCAG 2.1, Stufe AA).</p>
<h2>Stand der Vereinbarkeit</h2>
<p>Der Chat wird bei jeder Änderung automatisch geprüft: Bedienung nur mit der Tastatur, Namen und Rollen für Vorleseprogramme, Kontrast, schmale Bildschirme ab 320 Pixel, Schriftrichtung. Eine Prüfung durch Menschen mit Behinderungen steht noch aus.</p>
<h2>Was noch nicht barrierefrei ist</h2>
<ul>
<li>Es gibt Texte in einfacher Sprache, aber noch nicht in Leichter Sprache nach den anerkannten Regeln, und keine Videos in Deutscher Gebärdensprache.</li>
<li>Die Übersetzungen hat noch kein Mensch geprüft. Verbindlich ist der deutsche Text.</li>
</ul>
<h2>Barriere melden</h2>
<p>Ist Ihnen eine Barriere aufgefallen? Bitte sagen Sie es uns. Sie können anrufen oder schreiben:</p>
${contacts(parts)}
<h2>Durchsetzung</h2>
<p>Wenn Sie keine zufriedenstellende Antwort bekommen, können Sie sich an die Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen wenden.</p>
<p><small>Erstellt im November 2026. <em>Vor der Veröffentlichung von der Stadt zu bestätigen.</em></small></p>
</main>`;
  return page(`Barrierefreiheit – ${TITLE}`, body);
}
