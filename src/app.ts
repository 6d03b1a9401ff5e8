import { join } from 'node:path';
import type { Server } from 'restify';
import { type Role, say } from '../dialogs/dialog.ts';
import { dialogs } from '../dialogs/index.ts';
import { createAnswers } from './answers.ts';
import { createTeamsChannel } from './channels/teams/index.ts';
import type { Config } from './config.ts';
import { openCatalogues } from './content/catalogues.ts';
import { contactsSchema } from './content/contacts.ts';
import { loadContent } from './content/load.ts';
import type { Log } from './log.ts';
import { startRetention } from './retention.ts';
import { createServer } from './server.ts';
import { createSheetDownload } from './sheet-download.ts';
import { cached } from './stores/cached.ts';
import { conversationsIn } from './stores/conversations.ts';
import { encrypted } from './stores/encrypted.ts';
import { dataKeys } from './stores/keys.ts';
import { linksIn } from './stores/links.ts';
import { openLowdbStore } from './stores/lowdb.ts';
import { openNaming } from './stores/names.ts';
import { peopleIn } from './stores/people.ts';
import { sheetsIn } from './stores/sheets.ts';
import { createTranslate } from './translate.ts';
import { createTurn } from './turn.ts';

const root = join(import.meta.dirname, '..');
const LOCAL_DEVELOPMENT: readonly Role[] = ['caseWorker'];

export type App = { server: Server; close: () => Promise<void> };

/**
 * Puts the parts together. The server that comes back does not listen yet.
 * @throws StorageFault when the data folder cannot be used or opened with the keys, ContentFault for bad content.
 */
export async function openApp(
  config: Config,
  log: Log,
  now = () => new Date().toISOString(),
): Promise<App> {
  const { dataDir: folder, dataKey, oldDataKey, retention, identity } = config;
  const keys = await dataKeys({ folder, dataKey, oldDataKey, log });
  const engine = await openLowdbStore({ folder, log });
  const store = cached(encrypted(engine, keys));
  const naming = await openNaming(store);
  const catalogues = await openCatalogues(join(root, 'content/catalogue.json'), store);
  const { staffHelp } = loadContent(join(root, 'content/contacts.json'), contactsSchema);
  const translate = createTranslate(join(root, 'locales'), retention);
  const sheets = sheetsIn({ store, naming, rules: retention, log });
  const links = linksIn(store);
  const people = peopleIn(store);
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;

  const turn = createTurn({
    dialogs,
    sheets,
    commit: store.commit,
    people,
    naming,
    conversations: conversationsIn(store, naming, retention.unfinishedDays),
    catalogue: catalogues.current,
    catalogueOf: catalogues.of,
    answer: createAnswers({
      sheets,
      links,
      retention,
      catalogue: catalogues.current,
      catalogueOf: catalogues.of,
      publicUrl,
    }),
    contact: say('common:personText', {
      name: { content: staffHelp.name },
      phone: staffHelp.phone,
      address: staffHelp.address,
      date: staffHelp.source.date,
    }),
  });

  const rolesOf = (objectId: string | undefined): readonly Role[] => {
    if (!identity) return LOCAL_DEVELOPMENT;
    return objectId && config.caseWorkerIds.includes(objectId.toLowerCase()) ? ['caseWorker'] : [];
  };
  const teams = createTeamsChannel({
    identity: identity ?? {},
    turn,
    rolesOf,
    translate,
    now,
    log,
  });
  const server = createServer({
    teams,
    download: createSheetDownload({ links, sheets, catalogues, translate, now, publicUrl }),
    isReady: () => store.list('meta'),
    log,
  });
  const endRetention = startRetention({
    store,
    people,
    rules: retention,
    translate,
    tell: teams.tell,
    now,
    log,
  });
  const close = async () => {
    endRetention();
    await engine.close();
  };
  return { server, close };
}
