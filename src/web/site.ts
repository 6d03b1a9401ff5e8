import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Guide } from '../domain/guide.ts';
import { LOCALES } from '../domain/locale.ts';
import type { Translate } from '../translate.ts';
import { accessibilityPage, homePage, privacyPage } from './pages.ts';

export type SiteParts = {
  /** The folder of the project. */
  root: string;
  guide: Guide;
  translate: Translate;
  /** The widget as one script. */
  widget: () => Promise<string>;
  /** Origins of other pages that may load the widget's texts. */
  origins: readonly string[];
};

type Served = { status: number; headers: Record<string, string>; body: Buffer };

/** The pages and files of the public chat; all of them are small and held packed in memory. */
export type Site = {
  paths: readonly string[];
  get: (path: string, asked: IncomingHttpHeaders) => Promise<Served>;
};

type File = {
  type: string;
  body: Buffer;
  packed: { br: Buffer; gzip: Buffer };
  tag: string;
  headers: Record<string, string>;
};

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Pages load nothing from elsewhere, and nothing in them may be put into another page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const pageHeaders = { 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-cache' };
/** Files are asked for again each time, and answered with 304 as long as they are the same. */
const fileHeaders = { 'Cache-Control': 'public, max-age=300, must-revalidate' };

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

async function fileOf(
  type: string,
  content: string | Buffer,
  headers: Record<string, string>,
): Promise<File> {
  const body = Buffer.from(content);
  const quality = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      // Files are small; a larger window would only take memory.
      [constants.BROTLI_PARAM_LGWIN]: 17,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  };
  const [br, gz] = await Promise.all([brotli(body, quality), gzipped(body, { level: 9 })]);
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  return { type, body, packed: { br, gzip: gz }, tag, headers };
}

/** Everything that browsers load. Each file is made when it is first asked for, and then kept. */
export function createSite({ root, guide, translate, widget, origins }: SiteParts): Site {
  const shared = { guide, translate };
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const makers = new Map<string, () => Promise<File>>([
    ['/', () => fileOf(HTML, homePage(shared), pageHeaders)],
    ['/barrierefreiheit', () => fileOf(HTML, accessibilityPage(shared), pageHeaders)],
    ['/datenschutz', () => fileOf(HTML, privacyPage(shared), pageHeaders)],
    ['/site.css', () => fileOf('text/css; charset=utf-8', read('src/web/site.css'), fileHeaders)],
    [
      '/icon.png',
      () => fileOf('image/png', readFileSync(join(root, 'manifest/color.png')), fileHeaders),
    ],
    ['/chat.js', async () => fileOf(SCRIPT, await widget(), fileHeaders)],
    ...LOCALES.map((locale): [string, () => Promise<File>] => [
      `/chat/${locale}.json`,
      () => {
        const texts: unknown = JSON.parse(read(`locales/${locale}/web.json`));
        return fileOf(JSON_TYPE, JSON.stringify(texts), fileHeaders);
      },
    ]),
  ]);
  const files = new Map<string, Promise<File>>();

  function fileAt(path: string): Promise<File> | undefined {
    const known = files.get(path);
    if (known) return known;
    const made = makers.get(path)?.();
    if (!made) return undefined;
    files.set(path, made);
    // What could not be made is tried again the next time.
    made.catch(() => files.delete(path));
    return made;
  }

  return {
    paths: [...makers.keys()],
    get: async (path, asked) => {
      const file = await fileAt(path);
      if (!file) return { status: 404, headers: {}, body: Buffer.alloc(0) };
      const { origin } = asked;
      const accepted = String(asked['accept-encoding'] ?? '');
      const encoding = /\bbr\b/.test(accepted)
        ? 'br'
        : /\bgzip\b/.test(accepted)
          ? 'gzip'
          : undefined;
      const body = encoding ? file.packed[encoding] : file.body;
      const headers = {
        'Content-Type': file.type,
        ETag: file.tag,
        Vary: 'Accept-Encoding, Origin',
        ...file.headers,
        ...(encoding ? { 'Content-Encoding': encoding } : {}),
        ...(origin && origins.includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {}),
        // The widget is meant for other pages.
        'Cross-Origin-Resource-Policy': 'cross-origin',
      };
      if (asked['if-none-match'] === file.tag)
        return { status: 304, headers, body: Buffer.alloc(0) };
      return { status: 200, headers: { ...headers, 'Content-Length': String(body.length) }, body };
    },
  };
}
