import { say } from '../dialogs/dialog.ts';
import type { Catalogues } from './content/catalogues.ts';
import type { Links } from './stores/links.ts';
import type { Sheets } from './stores/sheets.ts';
import type { Translate } from './translate.ts';

type Download = { status: number; headers: Record<string, string>; body: Buffer | string };
export type SheetDownload = (token: string, cookies: string | undefined) => Promise<Download>;

export type DownloadParts = {
  links: Links;
  sheets: Sheets;
  catalogues: Catalogues;
  translate: Translate;
  now: () => string;
  /** Where browsers reach this server; over TLS the cookie never leaves it unencrypted. */
  publicUrl: string;
};

const COOKIE = 'bogen';
const STATUS = { unknown: 404, expired: 410, used: 410 } as const;

function readerIn(cookies: string | undefined): string | undefined {
  return /(?:^|;\s*)bogen=([\w-]{20,100})/.exec(cookies ?? '')?.[1];
}

const fileName = (reference: string): string =>
  `Ergebnisbogen-${reference.replace(/[^\p{L}\p{N}-]+/gu, '_')}.pdf`;

/**
 * Serves the Ergebnisbogen behind a link. The first browser gets a cookie for this path alone, with which it may load
 * the file again while the link lives; everybody else, and a link that is over, gets a sentence instead.
 */
export function createSheetDownload(parts: DownloadParts): SheetDownload {
  const { links, sheets, catalogues, translate, now } = parts;
  // Lax, not Strict: the owner comes from Teams, also when she presses the link a second time.
  const attributes = `Max-Age=600; HttpOnly; SameSite=Lax${parts.publicUrl.startsWith('https:') ? '; Secure' : ''}`;

  const refuse = (reason: keyof typeof STATUS): Download => ({
    status: STATUS[reason],
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: translate(say(`common:link.${reason}`), 'de'),
  });

  return async (token, cookies) => {
    const at = now();
    const opened = await links.open(token, readerIn(cookies), at);
    if (!opened.ok) return refuse(opened.reason);
    const stored = await sheets.read(opened.target.owner, opened.target.sheet);
    const catalogue = stored && catalogues.of(stored.sheet.catalogueVersion);
    if (!stored || !catalogue) return refuse('unknown');
    const { sheet } = stored;
    // The PDF library is large; it is loaded with the first sheet, so that the server starts fast.
    const { renderResultSheet } = await import('./result-sheet.ts');
    const body = await renderResultSheet({ sheet, catalogue, translate, printedAt: at });
    return {
      status: 200,
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Length': String(body.length),
        'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(fileName(sheet.reference))}`,
        'Set-Cookie': `${COOKIE}=${opened.reader}; Path=/bogen/${token}; ${attributes}`,
      },
      body,
    };
  };
}
