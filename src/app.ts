import { join } from 'node:path';
import type { Server } from 'restify';
import { FIRST_LOCALE, type Role, say } from '../dialogs/dialog.ts';
import { dialogs } from '../dialogs/index.ts';
import { createAnswers } from './answers.ts';
import { createStaff } from './audiences/staff.ts';
import { createVisitors } from './audiences/visitors.ts';
import { createBotFramework } from './channels/bot-framework/index.ts';
import { createTeamsChannel } from './channels/teams/index.ts';
import { AZURE_CHATS, createAzureChat } from './channels/web-chat/azure.ts';
import { createWebChat } from './channels/web-chat/index.ts';
import { openTokens } from './channels/web-chat/tokens.ts';
import type { Config } from './config.ts';
import { openCatalogues } from './content/catalogues.ts';
import { contactsSchema } from './content/contacts.ts';
import { loadPublicContent } from './content/guide.ts';
import { loadContent } from './content/load.ts';
import { LOCALES, type Locale } from './domain/locale.ts';
import { createUnderstanding, type Understand } from './domain/understanding/reading.ts';
import type { Log } from './log.ts';
import { staffShelf, startRetention } from './retention.ts';
import { createServer } from './server.ts';
import { createSheetDownload } from './sheet-download.ts';
import { cached } from './stores/cached.ts';
import { callbacksIn } from './stores/callbacks.ts';
import { conversationsIn } from './stores/conversations.ts';
import { encrypted } from './stores/encrypted.ts';
import { feedbackIn } from './stores/feedback.ts';
import { dataKeys } from './stores/keys.ts';
import { linksIn } from './stores/links.ts';
import { openLowdbStore } from './stores/lowdb.ts';
import { openNaming } from './stores/names.ts';
import { peopleIn } from './stores/people.ts';
import { sheetsIn } from './stores/sheets.ts';
import { visitorShelf, visitsIn } from './stores/visits.ts';
import { createTranslate } from './translate.ts';
import { createTurn } from './turn.ts';
import { createSite } from './web/site.ts';
import { createWorkshop } from './workshop.ts';

const root = join(import.meta.dirname, '..');
const LOCAL_DEVELOPMENT: readonly Role[] = ['caseWorker'];

export type App = {
  server: Server;
  /** Makes ready what the first visitor would otherwise wait for. @throws ContentFault for bad questions. */
  warmUp: () => Promise<void>;
  /** Ends what would keep the server from closing. */
  hangUp: () => void;
  close: () => Promise<void>;
};

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
  const known = loadPublicContent(join(root, 'content'));
  const { guide, courses, tables, answers } = known;
  const faq = LOCALES.map((locale) => [locale, { faq: answers[locale].topics }] as const);
  const translate = createTranslate(join(root, 'locales'), retention, Object.fromEntries(faq));
  const sheets = sheetsIn({ store, naming, rules: retention, log });
  const links = linksIn(store);
  const people = peopleIn(store);
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;

  const callbacks = config.callbacks ? callbacksIn(store) : undefined;
  const staff = createStaff({
    conversations: conversationsIn(store, naming, staffShelf(retention)),
    catalogue: catalogues.current,
    contact: say('common:personText', {
      name: { content: staffHelp.name },
      phone: staffHelp.phone,
      address: staffHelp.address,
      date: staffHelp.source.date,
    }),
  });
  const workshop = createWorkshop();
  let understanding: ReturnType<typeof createUnderstanding> | undefined;
  const understand: Understand = async (line, locale, clean) => {
    understanding ??= createUnderstanding(await workshop.learned());
    return understanding.understand(line, locale, clean);
  };
  const visitors = createVisitors({
    conversations: conversationsIn(store, naming, visitorShelf),
    content: { guide, courses, tables, offersCallback: config.callbacks },
    understand,
    feedback: feedbackIn(store),
  });

  const turn = createTurn({
    dialogs,
    sheets,
    commit: store.commit,
    people,
    naming,
    audienceOf: ({ roles }) => {
      if (roles.includes('visitor')) return visitors;
      return roles.includes('caseWorker') ? staff : undefined;
    },
    catalogueOf: catalogues.of,
    answer: createAnswers({
      sheets,
      links,
      callbacks,
      retention,
      catalogue: catalogues.current,
      catalogueOf: catalogues.of,
      publicUrl,
    }),
  });

  const rolesOf = (objectId: string | undefined): readonly Role[] => {
    if (!identity) return LOCAL_DEVELOPMENT;
    return objectId && config.caseWorkerIds.includes(objectId.toLowerCase()) ? ['caseWorker'] : [];
  };
  const isReviewed = (locale: Locale) => locale === 'de' || answers[locale].reviewed;
  const azureChat = createAzureChat({ turn, translate, isReviewed, now });
  const botFramework = createBotFramework({
    identity: identity ?? {},
    channels: new Map([
      ['msteams', createTeamsChannel({ turn, rolesOf, translate, now, log })],
      ...AZURE_CHATS.map((id) => [id, azureChat] as const),
    ]),
  });
  const webChat = createWebChat({
    tokens: await openTokens(store),
    visits: visitsIn(store, naming),
    turn,
    translate,
    isReviewed,
    origins: config.chatOrigins,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    now,
    log,
  });
  const site = createSite({
    root,
    guide,
    translate,
    widget: workshop.widget,
    origins: config.chatOrigins,
  });
  const server = createServer({
    botFramework,
    webChat,
    site,
    download: createSheetDownload({ links, sheets, catalogues, translate, now, publicUrl }),
    isReady: () => store.list('meta'),
    log,
  });
  const endRetention = startRetention({
    store,
    people,
    rules: retention,
    translate,
    tell: botFramework.tell,
    now,
    log,
  });
  const close = async () => {
    endRetention();
    webChat.close();
    await engine.close();
  };
  const warmUp = async () => {
    await understand('', FIRST_LOCALE);
    for (const path of site.paths) {
      await site.get(path, {}).catch((error) => {
        log.error({ error, path }, 'a file of the public chat could not be made');
      });
    }
  };
  return { server, warmUp, hangUp: webChat.close, close };
}
