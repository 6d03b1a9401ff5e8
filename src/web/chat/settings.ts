/** How a chat is set up: where its server is, how it is shown, and in which language. */
export type Settings = {
  mode: 'bubble' | 'inline';
  /** The language that the page asks for. */
  language: string | undefined;
  /** Where texts and pages of the chat are, without a slash at its end. */
  server: string;
  /** The root of the Direct Line service. */
  directLine: string;
  /** Where tokens are handed out; our own service needs none to begin. */
  tokenUrl: string | undefined;
  /** Whether the Direct Line service is our own, which can also delete a conversation. */
  isOurs: boolean;
};

type Given = Readonly<Record<string, string | undefined>>;

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** What the element says of itself counts before what its script tag says. */
export function readSettings(element: Given, script: Given, origin: string): Settings {
  const given = (name: string): string | undefined => element[name] || script[name] || undefined;
  const server = withoutSlash(given('server') ?? origin);
  const elsewhere = given('directLine');
  const directLine = withoutSlash(elsewhere ?? `${server}/v3/directline`);
  return {
    mode: given('mode') === 'inline' ? 'inline' : 'bubble',
    language: given('lang'),
    server,
    directLine,
    tokenUrl: given('tokenUrl') ?? (elsewhere && `${directLine}/tokens/generate`),
    isOurs: !elsewhere,
  };
}
