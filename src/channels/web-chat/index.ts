import type { Request, RequestHandler, Response, Server } from 'restify';
import type { Locale } from '../../../dialogs/dialog.ts';
import type { Log } from '../../log.ts';
import type { Visits } from '../../stores/visits.ts';
import type { Translate } from '../../translate.ts';
import type { Turn } from '../../turn.ts';
import { createDirectLine } from './direct-line.ts';
import { createLimit } from './limits.ts';
import { originCheck } from './origins.ts';
import { mountDirectLine } from './routes.ts';
import { createStream } from './stream.ts';
import type { Tokens } from './tokens.ts';

export type WebChatParts = {
  tokens: Tokens;
  visits: Visits;
  turn: Turn;
  translate: Translate;
  isReviewed: (locale: Locale) => boolean;
  /** Origins of other pages that may use the chat. */
  origins: readonly string[];
  publicUrl: string | undefined;
  trustProxy: boolean;
  now: () => string;
  log: Log;
};

/** How the server reads bodies and keeps faults from its clients. */
type Serving = {
  readJson: RequestHandler[];
  route: (work: (req: Request, res: Response) => Promise<void>) => RequestHandler;
};

/** The public chat over Direct Line 3.0, on the server's own address. */
export type WebChat = {
  mount: (server: Server, serving: Serving) => void;
  close: () => void;
};

export function createWebChat(parts: WebChatParts): WebChat {
  const { origins, publicUrl, trustProxy, log } = parts;
  const isAllowed = originCheck(origins, publicUrl);
  const limit = createLimit();
  const stream = createStream();
  const directLine = createDirectLine({ ...parts, limit, changed: stream.changed });
  return {
    mount: (server, serving) => {
      mountDirectLine(server, { ...serving, directLine, limit, isAllowed, trustProxy });
      const { opens, since } = directLine;
      stream.attach(server.server, { opens, since, isAllowed, log });
    },
    close: stream.close,
  };
}
