import { describe, expect, test } from 'vitest';
import { ConfigFault, isLoopback, readConfig } from '../src/config.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

const IDENTITY = {
  MicrosoftAppId: 'the-app-id',
  MicrosoftAppPassword: 'the-password',
  MicrosoftAppTenantId: 'the-tenant',
  DATA_KEY: KEY,
};

function messageOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigFault) return error.message;
  }
  throw new Error('these settings were taken');
}

/** The names of the settings that are complained about, in the order of the message. */
const problemsOf = (env: Record<string, string>): string[] =>
  messageOf(env)
    .split('\n')
    .slice(1)
    .map((line) => /^ {2}(\w+): ./.exec(line)?.[1] ?? line);

describe('When nothing is set', () => {
  test('every setting has its default', () => {
    expect(readConfig({})).toEqual({
      port: 3978,
      host: '127.0.0.1',
      dataDir: './data',
      publicUrl: undefined,
      logLevel: 'info',
      identity: undefined,
      dataKey: undefined,
      oldDataKey: undefined,
      caseWorkerIds: [],
      chatOrigins: [],
      callbacks: false,
      trustProxy: false,
      retention: { unfinishedDays: 30, finishedMonths: 24 },
    });
  });

  test.each(['', ' ', '\t'])('%j counts as not set', (empty) => {
    const names = ['PORT', 'HOST', 'DATA_DIR', 'PUBLIC_URL', 'LOG_LEVEL', 'MicrosoftAppId'];
    const more = ['MicrosoftAppType', 'DATA_KEY', 'CASE_WORKER_IDS', 'RETENTION_UNFINISHED_DAYS'];
    const env = Object.fromEntries([...names, ...more].map((name) => [name, empty]));
    expect(readConfig(env)).toEqual(readConfig({}));
  });

  test('what other programs set is left alone', () => {
    expect(readConfig({ PATH: '/bin', port: '1', TZ: 'UTC' })).toEqual(readConfig({}));
  });
});

describe('When everything is set', () => {
  test('it is read', () => {
    const config = readConfig({
      ...IDENTITY,
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/var/lib/lotse',
      PUBLIC_URL: 'https://lotse.example.org/bot//',
      LOG_LEVEL: 'debug',
      DATA_KEY_OLD: Buffer.alloc(32, 8).toString('base64'),
      CASE_WORKER_IDS: ' Anna-1, ,BERT-2,',
      RETENTION_UNFINISHED_DAYS: '14',
      RETENTION_FINISHED_MONTHS: '6',
    });
    expect(config).toMatchObject({
      port: 8080,
      host: '0.0.0.0',
      dataDir: '/var/lib/lotse',
      publicUrl: 'https://lotse.example.org/bot',
      logLevel: 'debug',
      dataKey: Buffer.alloc(32, 7),
      oldDataKey: Buffer.alloc(32, 8),
      caseWorkerIds: ['anna-1', 'bert-2'],
      retention: { unfinishedDays: 14, finishedMonths: 6 },
    });
  });

  test('the settings of the Bot Framework keep their names, and the others stay out', () => {
    const { identity } = readConfig({ ...IDENTITY, OAuthUrl: 'https://token.example', PORT: '1' });
    expect(identity).toEqual({
      MicrosoftAppId: 'the-app-id',
      MicrosoftAppPassword: 'the-password',
      MicrosoftAppTenantId: 'the-tenant',
      MicrosoftAppType: 'SingleTenant',
      OAuthUrl: 'https://token.example',
    });
  });
});

describe('When a setting cannot be used', () => {
  test.each([
    ['PORT', 'abc'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'lotse.example.org'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['LOG_LEVEL', 'loud'],
    ['DATA_KEY', 'short'],
    ['DATA_KEY', Buffer.alloc(32, 7).toString('hex')],
    ['DATA_KEY', Buffer.alloc(33).toString('base64')],
    ['RETENTION_UNFINISHED_DAYS', '0'],
    ['RETENTION_FINISHED_MONTHS', '241'],
  ])('%s=%s is named, its value is not repeated', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([name]);
    expect(messageOf({ [name]: value })).not.toContain(value);
  });

  test.each([
    ['HOST', { HOST: '0.0.0.0' }],
    ['HOST', { HOST: 'lotse.example.org' }],
    ['MicrosoftAppPassword', { ...IDENTITY, MicrosoftAppPassword: '' }],
    ['MicrosoftAppTenantId', { ...IDENTITY, MicrosoftAppTenantId: '' }],
    ['MicrosoftAppType', { ...IDENTITY, MicrosoftAppType: 'SomeTenant' }],
    ['DATA_KEY', { ...IDENTITY, DATA_KEY: '' }],
    ['DATA_KEY_OLD', { DATA_KEY_OLD: KEY }],
  ])('%s is named where it does not fit the others', (name, env) => {
    expect(problemsOf(env)).toEqual([name]);
    const values = Object.values(env).filter(Boolean);
    expect(values.filter((value) => messageOf(env).includes(value))).toEqual([]);
  });

  test.each([
    { ...IDENTITY, MicrosoftAppType: 'MultiTenant', MicrosoftAppTenantId: '' },
    { ...IDENTITY, MicrosoftAppType: 'UserAssignedMsi', MicrosoftAppPassword: '' },
  ])('another kind of app needs less', (env) => {
    expect(readConfig(env).identity).toMatchObject({ MicrosoftAppType: env.MicrosoftAppType });
  });
});

test('When several settings cannot be used, all are named at once', () => {
  const env = {
    PORT: 'abc',
    HOST: '0.0.0.0',
    LOG_LEVEL: 'loud',
    DATA_KEY_OLD: KEY,
    RETENTION_UNFINISHED_DAYS: 'many',
  };
  const named = ['PORT', 'LOG_LEVEL', 'RETENTION_UNFINISHED_DAYS', 'HOST', 'DATA_KEY_OLD'];
  expect(problemsOf(env)).toEqual(named);
  expect(Object.values(env).filter((value) => messageOf(env).includes(value))).toEqual([]);
});

describe('An address that only this machine reaches', () => {
  test.each(['127.0.0.1', '127.8.9.1', 'localhost', '::1'])('%s', (host) => {
    expect(isLoopback(host)).toBe(true);
    expect(readConfig({ HOST: host }).host).toBe(host);
  });

  test.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', '127.1', 'lotse'])(
    'is not %s',
    (host) => {
      expect(isLoopback(host)).toBe(false);
      expect(problemsOf({ HOST: host })).toEqual(['HOST']);
    },
  );
});
