import { expect, test } from 'vitest';
import { anApp } from '../../support/app.ts';

const CONVERSATIONS = '/v3/directline/conversations';

async function begin(headers: Record<string, string> = {}) {
  const app = await anApp();
  const answer = await app.ask(CONVERSATIONS, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ locale: 'uk' }),
  });
  return { app, status: answer.status, body: JSON.parse(answer.body) };
}

test('a conversation that is begun without a token comes with its greeting and a token of its own', async () => {
  const { app, status, body } = await begin();
  expect(status).toBe(201);
  expect(body.activities).toMatchObject([{ type: 'message', locale: 'uk' }]);
  expect(body.watermark).toBe('1');
  const activities = await app.ask(`${CONVERSATIONS}/${body.conversationId}/activities`, {
    headers: { Authorization: `Bearer ${body.token}` },
  });
  expect(JSON.parse(activities.body).activities).toEqual(body.activities);
});

test.each(['Bearer nonsense', 'Basic abc', 'Bearer', ''])(
  'whoever shows a token that is none begins nothing: "%s"',
  async (Authorization) => {
    expect((await begin({ Authorization })).status).toBe(403);
  },
);
