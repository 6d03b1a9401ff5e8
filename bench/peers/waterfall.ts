import { readFileSync } from 'node:fs';
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
} from 'botbuilder';
import { ConfirmPrompt, DialogSet, WaterfallDialog } from 'botbuilder-dialogs';
import restify from 'restify';

/** The same 47 questions the way the SDK suggests it: a waterfall of prompts whose state is kept in memory only. */
type Catalogue = { areas: { indicators: { id: string; text: { de: string } }[] }[] };
const catalogue = JSON.parse(
  readFileSync(new URL('../../content/catalogue.json', import.meta.url), 'utf8'),
) as Catalogue;
const indicators = catalogue.areas.flatMap((area) => area.indicators);

const state = new ConversationState(new MemoryStorage());
const dialogs = new DialogSet(state.createProperty('dialogs'));
dialogs.add(new ConfirmPrompt('yesNo', undefined, 'de-de'));
dialogs.add(
  new WaterfallDialog('assessment', [
    ...indicators.map(({ id, text }, index) => async (step: never) => {
      const at = step as {
        values: Record<string, unknown>;
        result: unknown;
        prompt: (name: string, text: string) => Promise<never>;
      };
      const before = indicators[index - 1];
      if (before) at.values[before.id] = at.result;
      void id;
      return at.prompt('yesNo', text.de);
    }),
    async (step: never) =>
      (step as { endDialog: (values: unknown) => Promise<never>; values: unknown }).endDialog(
        (step as { values: unknown }).values,
      ),
  ]),
);

class WaterfallBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const dialog = await dialogs.createContext(context as never);
      const turn = await dialog.continueDialog();
      if (turn.status === 'empty' || turn.status === 'complete')
        await dialog.beginDialog('assessment');
      await state.saveChanges(context);
      await next();
    });
  }
}

const bot = new WaterfallBot();
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req, res) => {
  await adapter.process(req as never, res, (context) => bot.run(context));
});
server.get('/ready', async (_req, res) => void res.send(200));
server.listen(Number(process.env['PORT']), '127.0.0.1');
