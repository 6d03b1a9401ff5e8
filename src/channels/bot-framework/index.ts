import type {
  ConfigurationBotFrameworkAuthenticationOptions,
  ConversationReference,
} from 'botbuilder';
import { z } from 'zod';
import { type Correspondent, type HttpAnswer, LotseAdapter } from './adapter.ts';

export type BotFrameworkParts = {
  /** The Bot Framework's own settings: app id, password, type, tenant, and where its identity provider is. */
  identity: ConfigurationBotFrameworkAuthenticationOptions;
  /** Who answers for which channel, by its id. Activities of other channels are refused. */
  channels: ReadonlyMap<string, Correspondent>;
};

export type BotFramework = {
  /** Takes the body of a request to the bot's endpoint and resolves to what is to be answered. */
  take: (authorization: string, body: unknown) => Promise<HttpAnswer>;
  /** Says something unasked, at an address that came with an earlier message. Rejects where nobody is reached. */
  tell: (address: unknown, text: string) => Promise<void>;
};

const addressed = z.object({ channelId: z.string() });

const NOBODY: Correspondent = { read: () => undefined, send: async () => undefined };

/**
 * The bot's endpoint in the Bot Framework. The token of an activity has to be meant for its channel (the SDK checks the
 * endorsements of the key that signed it), so no channel speaks in the name of another one.
 */
export function createBotFramework({ identity, channels }: BotFrameworkParts): BotFramework {
  const adapter = new LotseAdapter(identity);
  return {
    take: (authorization, body) => {
      const { channelId } = addressed.safeParse(body).data ?? {};
      const channel = channelId === undefined ? undefined : channels.get(channelId);
      return adapter.take(authorization, body, channel ?? NOBODY);
    },
    tell: (address, text) =>
      adapter.continueConversationAsync(
        identity.MicrosoftAppId ?? '',
        address as Partial<ConversationReference>,
        async (context) => {
          await context.sendActivity(text);
        },
      ),
  };
}
