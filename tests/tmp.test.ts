import { expect, test } from 'vitest';
import { anApp } from './support/app.ts';
import { aChat } from './support/chat.ts';
import { aConnector } from './support/connector.ts';
import { anIdentityProvider, TOOLS_ISSUER } from './support/identity-provider.ts';

test('x', async () => {
  const app = await anApp();
  const chat = aChat(app);
  console.log((await chat.arrive()).text, chat.buttons);
  await chat.begin();
  await chat.answer('Ja', 3);
  console.log(chat.text);
});
test('auth', async () => {
  const idp = await anIdentityProvider();
  const connector = await aConnector();
  const app = await anApp({ env: { ...idp.env, CASE_WORKER_IDS: 'person-1' } });
  const t = Date.now();
  const chat = aChat(app, {
    token: await idp.token({ serviceUrl: connector.url }),
    serviceUrl: connector.url,
  });
  console.log(await chat.say('Hallo'), Date.now() - t);
  const chat2 = aChat(app, {
    token: await idp.token({ serviceUrl: connector.url }),
    serviceUrl: connector.url,
    inline: false,
  });
  console.log(await chat2.say('Hallo'), Date.now() - t);
  console.log(await chat2.say('neu'), Date.now() - t);
  console.log(JSON.stringify(connector.deliveries).slice(0, 1500), idp.botTokens);
  const good = await idp.token();
  const [h, p, s] = good.slice(7).split('.');
  const b = (o: unknown) =>
    Buffer.from(typeof o === 'string' ? o : JSON.stringify(o)).toString('base64url');
  const tries: Record<string, string> = {
    none: '',
    garbage: 'Bearer garbage',
    basic: 'Basic abc',
    empty: 'Bearer ',
    threeparts: 'Bearer a.b.c',
    expired: await idp.token({ expires: -3600 }),
    aud: await idp.token({ audience: 'x' }),
    iss: await idp.token({ issuer: 'x' }),
    url: await idp.token({ serviceUrl: 'http://evil' }),
    nourl: await idp.token({ serviceUrl: undefined }),
    none1: 'Bearer ' + b({ alg: 'none', typ: 'JWT' }) + '.' + p + '.',
    none2: 'Bearer ' + b({ alg: 'none', typ: 'JWT', kid: 'teams' }) + '.' + p + '.',
    sig: `Bearer ${h}.${p}.${s?.slice(0, -5)}AAAAA`,
    stranger: await idp.token({ key: 'stranger' }),
    stranger2: await idp.token({ key: 'stranger', header: { kid: 'teams' } }),
    future: await idp.token({ notBefore: 3600 }),
    webchat: await idp.token({ key: 'webchat' }),
    tools: await idp.token({
      key: 'stranger',
      header: { kid: 'teams' },
      issuer: TOOLS_ISSUER,
      claims: { appid: 'x', ver: '1.0' },
    }),
    tools2: await idp.token({ issuer: TOOLS_ISSUER, claims: { appid: 'x', ver: '1.0' } }),
    payloadnull: 'Bearer ' + h + '.' + b('null') + '.' + s,
    payloadtext: 'Bearer ' + h + '.' + b('hello') + '.' + s,
    badheader: 'Bearer ' + b('hello') + '.' + p + '.' + s,
    numeric: 'Bearer ' + h + '.' + b('5') + '.' + s,
    array: 'Bearer ' + h + '.' + b('[]') + '.' + s,
  };
  for (const [name, token] of Object.entries(tries)) {
    const r = await app.send(
      JSON.stringify({ ...aChat(app).line('Hallo') }),
      token ? { authorization: token } : {},
    );
    console.log(
      name,
      r.status,
      r.body,
      app.lines
        .splice(0)
        .map((l) => JSON.stringify(l))
        .join(' ')
        .slice(0, 300),
    );
  }
  for (const over of [
    { channelId: undefined },
    { channelId: '' },
    { channelId: 'AseChannel' },
    { serviceUrl: undefined },
    { channelId: 'webchat' },
  ]) {
    const r = await app.send(JSON.stringify({ ...aChat(app).line('Hallo'), ...over }), {
      authorization: good,
    });
    console.log(
      JSON.stringify(over),
      r.status,
      r.body.slice(0, 100),
      app.lines
        .splice(0)
        .map((l) => JSON.stringify(l))
        .join(' ')
        .slice(0, 300),
    );
  }
});
