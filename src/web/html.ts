/** Markup that is safe to be sent. */
export type Html = { readonly html: string };

type Value = string | number | Html | readonly Html[] | undefined;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

function rendered(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'object') {
    return 'html' in value ? value.html : value.map(({ html }) => html).join('\n');
  }
  return escaped(String(value));
}

/** A template whose values are shown as text, unless they are markup themselves. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html => ({
  html: strings.reduce((all, part, index) => all + rendered(values[index - 1]) + part),
});
