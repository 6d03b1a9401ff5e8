import { isIP } from 'node:net';
import { z } from 'zod';

const keyOf = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, 'needs 32 bytes in base64');

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter(Boolean),
);

const optional = z.string().min(1).optional();

const DEFAULT_HOST = '127.0.0.1';

type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting with its default. Names are the ones of the environment; the Bot Framework's own keep its spelling. */
const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HOST: z.string().min(1).default(DEFAULT_HOST),
  DATA_DIR: z.string().min(1).default('./data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  MicrosoftAppId: optional,
  MicrosoftAppPassword: optional,
  MicrosoftAppType: z
    .enum(['MultiTenant', 'SingleTenant', 'UserAssignedMsi'])
    .default('SingleTenant'),
  MicrosoftAppTenantId: optional,
  DATA_KEY: keyOf.optional(),
  DATA_KEY_OLD: keyOf.optional(),
  CASE_WORKER_IDS: list.default([]),
  CHAT_ORIGINS: list
    .refine(
      (origins) => origins.every((each) => URL.canParse(each) && new URL(each).origin === each),
      {
        message: 'needs origins such as https://www.rheine.de, without a path',
      },
    )
    .default([]),
  CALLBACKS: z.stringbool().default(false),
  TRUST_PROXY: z.stringbool().default(false),
  RETENTION_UNFINISHED_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  RETENTION_FINISHED_MONTHS: z.coerce.number().int().min(1).max(240).default(24),
  ToChannelFromBotLoginUrl: optional,
  ToChannelFromBotOAuthScope: optional,
  ToBotFromChannelTokenIssuer: optional,
  ToBotFromChannelOpenIdMetadataUrl: optional,
  ToBotFromEmulatorOpenIdMetadataUrl: optional,
  OAuthUrl: optional,
  ValidateAuthority: optional,
});

type Settings = z.infer<typeof settings>;

export type Config = {
  port: number;
  host: string;
  dataDir: string;
  publicUrl: string | undefined;
  logLevel: Settings['LOG_LEVEL'];
  /** The Bot Framework's settings, under its own names; undefined where no app id is set. */
  identity: Record<string, string> | undefined;
  dataKey: Buffer | undefined;
  oldDataKey: Buffer | undefined;
  caseWorkerIds: readonly string[];
  /** Origins of the pages that may embed the public chat, besides this server's own. */
  chatOrigins: readonly string[];
  /** Whether visitors may wish to be called. */
  callbacks: boolean;
  /** Whether a proxy in front of this server says who asks (`X-Forwarded-For`, `X-Forwarded-Proto`). */
  trustProxy: boolean;
  retention: { unfinishedDays: number; finishedMonths: number };
};

const IDENTITY = [
  'MicrosoftAppId',
  'MicrosoftAppPassword',
  'MicrosoftAppType',
  'MicrosoftAppTenantId',
  'ToChannelFromBotLoginUrl',
  'ToChannelFromBotOAuthScope',
  'ToBotFromChannelTokenIssuer',
  'ToBotFromChannelOpenIdMetadataUrl',
  'ToBotFromEmulatorOpenIdMetadataUrl',
  'OAuthUrl',
  'ValidateAuthority',
] as const;

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/** What is wrong between settings, whether or not each of them can be used by itself. */
function contradictions(given: Environment): string[] {
  const { HOST = DEFAULT_HOST, MicrosoftAppType: type } = given;
  const problems: string[] = [];
  if (!given.MicrosoftAppId && !isLoopback(HOST)) {
    problems.push(
      'HOST: is reachable from outside; without MicrosoftAppId anybody could speak as anybody',
    );
  }
  if (given.MicrosoftAppId && !given.MicrosoftAppPassword && type !== 'UserAssignedMsi') {
    problems.push('MicrosoftAppPassword: is missing although MicrosoftAppId is set');
  }
  if (given.MicrosoftAppId && !given.MicrosoftAppTenantId && type !== 'MultiTenant') {
    problems.push('MicrosoftAppTenantId: is needed unless MicrosoftAppType is MultiTenant');
  }
  if (given.MicrosoftAppId && !given.DATA_KEY) {
    problems.push('DATA_KEY: is needed outside of local development (openssl rand -base64 32)');
  }
  if (given.DATA_KEY_OLD && !given.DATA_KEY) {
    problems.push('DATA_KEY_OLD: is of no use without DATA_KEY');
  }
  return problems;
}

/** Settings that cannot be used; the message lists every problem. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
}

/**
 * Reads the settings from an environment. Empty variables count as not set.
 * @throws ConfigFault that lists every problem, without repeating a value.
 */
export function readConfig(env: Environment): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(set);
  const issues = parsed.error?.issues ?? [];
  const problems = [
    ...issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    ...contradictions(set),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new ConfigFault(`These settings cannot be used:\n  ${problems.join('\n  ')}`);
  }
  const given = parsed.data;
  const identity = IDENTITY.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    port: given.PORT,
    host: given.HOST,
    dataDir: given.DATA_DIR,
    publicUrl: given.PUBLIC_URL?.replace(/\/+$/, ''),
    logLevel: given.LOG_LEVEL,
    identity: given.MicrosoftAppId ? Object.fromEntries(identity) : undefined,
    dataKey: given.DATA_KEY,
    oldDataKey: given.DATA_KEY_OLD,
    caseWorkerIds: given.CASE_WORKER_IDS,
    chatOrigins: given.CHAT_ORIGINS,
    callbacks: given.CALLBACKS,
    trustProxy: given.TRUST_PROXY,
    retention: {
      unfinishedDays: given.RETENTION_UNFINISHED_DAYS,
      finishedMonths: given.RETENTION_FINISHED_MONTHS,
    },
  };
}
