import german from '../../../locales/de/web.json' with { type: 'json' };

/** What the interface says, in one language. */
export type Texts = Readonly<Record<keyof typeof german, string>>;

/** What is shown until another language is there, and where it cannot be had. */
export const GERMAN: Texts = german;

/** Puts values into the places of a text: `{{seconds}}`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));

function readTexts(given: unknown): Texts {
  const texts: Record<string, string> = { ...GERMAN };
  for (const [key, text] of Object.entries(given ?? {})) {
    if (typeof text === 'string' && text) texts[key] = text;
  }
  return texts as Texts;
}

/** Loads texts from the server, those of a language once; where they cannot be had, German ones are the answer. */
export function createTexts(server: string, fetch: typeof globalThis.fetch) {
  const loaded = new Map<string, Texts>([['de', GERMAN]]);
  return async (tag: string): Promise<Texts> => {
    const known = loaded.get(tag);
    if (known) return known;
    try {
      const answer = await fetch(`${server}/chat/${tag}.json`, { credentials: 'omit' });
      if (!answer.ok) return GERMAN;
      const texts = readTexts(await answer.json());
      loaded.set(tag, texts);
      return texts;
    } catch {
      return GERMAN;
    }
  };
}
