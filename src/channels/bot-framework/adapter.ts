import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  DeliveryModes,
  TurnContext,
} from 'botbuilder';
import { type AuthenticateRequestResult, AuthenticationError } from 'botframework-connector';
import { z } from 'zod';

/** What is to be sent back over HTTP for one request. */
export type HttpAnswer = { status: number; body?: unknown };

/** What an activity is answered with: the result of an invoke, messages, or nothing but a status. */
export type Answer =
  | { kind: 'nothing'; status?: number }
  | { kind: 'invoked'; status: number; body?: unknown }
  | { kind: 'messages'; activities: readonly Partial<Activity>[] };

const account = z.object({
  id: z.string().min(1).max(500),
  name: z.string().max(500).optional().nullable(),
  aadObjectId: z.string().max(100).optional().nullable(),
});

/**
 * The part of an activity that the protocol needs and every channel has; nothing else of it reaches the SDK, which
 * repeats it in replies.
 */
export const activityShape = {
  type: z.string().min(1).max(100),
  id: z.string().max(500).optional(),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(2000),
  deliveryMode: z.string().max(50).optional().nullable(),
  text: z.string().optional().nullable(),
  value: z.unknown().optional(),
  replyToId: z.string().max(500).optional().nullable(),
  from: account,
  recipient: account.optional(),
  membersAdded: z
    .array(z.object({ id: z.string() }))
    .optional()
    .nullable(),
};

type Received = z.infer<z.ZodObject<typeof activityShape>>;

/** A channel as the front door sees it. */
export type Correspondent = {
  /** Reads a body, and how it is answered once its token is known to be good; undefined where it is no activity. */
  read: (body: unknown) => { activity: Received; answer: () => Promise<Answer> } | undefined;
  /** Sends messages over the channel's connector. */
  send: (context: TurnContext, activities: readonly Partial<Activity>[]) => Promise<void>;
};

/** Whether the identity provider could not be asked, which says nothing about the token. */
function isOutage(error: unknown): boolean {
  if (error instanceof AuthenticationError) return error.statusCode >= 500;
  return error instanceof Error && error.name === 'FetchError';
}

/**
 * The Bot Framework's adapter with a front door of our own: a body that is no activity is refused with 400 before the
 * SDK sees it, a bad token with 401, whatever the SDK stumbles over in it. Answers that travel in the HTTP response (of
 * invokes, and with `deliveryMode: expectReplies`) need no connector, so none is built for them.
 */
export class LotseAdapter extends CloudAdapter {
  constructor(options: ConfigurationBotFrameworkAuthenticationOptions) {
    super(new ConfigurationBotFrameworkAuthentication(options));
  }

  /** Takes a parsed HTTP body. @throws whatever the channel throws, and when tokens cannot be checked now. */
  async take(
    authorization: string,
    body: unknown,
    { read, send }: Correspondent,
  ): Promise<HttpAnswer> {
    const parsed = read(body);
    if (!parsed) return { status: 400, body: { error: 'not an activity' } };
    const { activity } = parsed;
    // The schema checks what we use; the SDK's type has more that it does not need here.
    const sdkActivity = activity as unknown as Activity;
    let caller: AuthenticateRequestResult;
    try {
      caller = await this.botFrameworkAuthentication.authenticateRequest(
        sdkActivity,
        authorization,
      );
    } catch (error) {
      if (isOutage(error)) throw error;
      return { status: 401 };
    }
    const answer = await parsed.answer();
    if (answer.kind === 'nothing' && answer.status) return { status: answer.status };
    if (activity.deliveryMode === DeliveryModes.ExpectReplies) return inline(sdkActivity, answer);
    if (answer.kind === 'nothing') return { status: 200 };
    if (answer.kind === 'invoked') return { status: answer.status, body: answer.body };
    await this.processActivity(caller, sdkActivity, (context) => send(context, answer.activities));
    return { status: 200 };
  }
}

/** The protocol's form of replies in the response: a list of activities, an invoke's result among them. */
function inline(incoming: Activity, answer: Answer): HttpAnswer {
  const reference = TurnContext.getConversationReference(incoming);
  const activities = activitiesOf(answer).map((activity) =>
    TurnContext.applyConversationReference({ ...activity }, reference),
  );
  return { status: 200, body: { activities } };
}

function activitiesOf(answer: Answer): readonly Partial<Activity>[] {
  switch (answer.kind) {
    case 'nothing':
      return [];
    case 'invoked':
      return [{ type: 'invokeResponse', value: { status: answer.status, body: answer.body } }];
    case 'messages':
      return answer.activities;
    default:
      return answer satisfies never;
  }
}
