import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { onTestFinished, vi } from 'vitest';

/** What a channel's token claims; anything that is not named is as it should be. */
export type TokenGiven = {
  issuer?: string;
  audience?: string;
  /** In seconds from now. */
  expires?: number;
  notBefore?: number;
  serviceUrl?: string | undefined;
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  /** Which key signs: the one of Teams, one of another channel, or one that nobody published. */
  key?: 'teams' | 'webchat' | 'directline' | 'stranger';
};

const APP_ID = '11111111-2222-4333-8444-555555555555';
const TENANT = '99999999-8888-4777-8666-555555555555';
const ISSUER = 'https://api.botframework.com';
/** An issuer of the tokens that developers' tools send. */
export const TOOLS_ISSUER = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';

type Keys = Record<NonNullable<TokenGiven['key']>, CryptoKey>;

async function makeKeys() {
  const pairs = {
    teams: await generateKeyPair('RS256'),
    webchat: await generateKeyPair('RS256'),
    directline: await generateKeyPair('RS256'),
    stranger: await generateKeyPair('RS256'),
  };
  const published = await Promise.all(
    (['teams', 'webchat', 'directline'] as const).map(async (name) => ({
      ...(await exportJWK(pairs[name].publicKey)),
      kid: name,
      use: 'sig',
      endorsements: [name === 'teams' ? 'msteams' : name],
    })),
  );
  const keys: Keys = {
    teams: pairs.teams.privateKey,
    webchat: pairs.webchat.privateKey,
    directline: pairs.directline.privateKey,
    stranger: pairs.stranger.privateKey,
  };
  return { keys, published, publicKey: pairs.teams.publicKey };
}

/** Making keys takes long; the tests of a file share them. */
let made: ReturnType<typeof makeKeys> | undefined;

/** The Bot Framework's library speaks to the login service over https only; it is led to the stand-in. */
function leadLoginTo(port: number): void {
  const lead = (options: object, answered: (answer: IncomingMessage) => void) =>
    request(
      { ...options, protocol: 'http:', host: '127.0.0.1', hostname: null, port, agent: false },
      answered,
    );
  const spy = vi.spyOn(https, 'request').mockImplementation(lead as typeof https.request);
  onTestFinished(() => spy.mockRestore());
}

/**
 * A local stand-in for Microsoft's identity provider: it publishes the keys that channels sign with, issues their
 * tokens, good and bad, and gives the bot its own token for the connector.
 */
export async function anIdentityProvider() {
  made ??= makeKeys();
  const { keys, published, publicKey } = await made;
  let base = '';
  let botTokens = 0;
  const serve = (req: IncomingMessage, res: ServerResponse) => {
    const json = (body: unknown) => {
      res.writeHead(200, { 'Content-Type': 'application/json' });
      res.end(JSON.stringify(body));
    };
    req.resume();
    if (req.url === '/metadata') return json({ issuer: ISSUER, jwks_uri: `${base}/keys` });
    if (req.url === '/keys') return json({ keys: published });
    botTokens++;
    return json({ token_type: 'Bearer', expires_in: 3600, access_token: 'the-token-of-the-bot' });
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  leadLoginTo(port);
  // The library prints what it dislikes about a token.
  const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  onTestFinished(() => print.mockRestore());

  /** The value of an Authorization header. */
  async function token(given: TokenGiven = {}): Promise<string> {
    const { key = 'teams', serviceUrl = 'http://127.0.0.1:1' } = given;
    const now = Math.floor(Date.now() / 1000);
    const claims = 'serviceUrl' in given && !given.serviceUrl ? {} : { serviceurl: serviceUrl };
    const signed = await new SignJWT({ ...claims, ...given.claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key, ...given.header })
      .setIssuer(given.issuer ?? ISSUER)
      .setAudience(given.audience ?? APP_ID)
      .setNotBefore(now + (given.notBefore ?? -60))
      .setExpirationTime(now + (given.expires ?? 3600))
      .sign(keys[key]);
    return `Bearer ${signed}`;
  }

  return {
    token,
    /** The published key of Teams. */
    publicKey,
    /** How often the bot asked for its own token. */
    get botTokens() {
      return botTokens;
    },
    /** The bot's settings for this identity provider. */
    env: {
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: 'only-for-tests',
      MicrosoftAppTenantId: TENANT,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${TENANT}`,
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: `${base}/metadata`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${base}/metadata`,
    },
  };
}
