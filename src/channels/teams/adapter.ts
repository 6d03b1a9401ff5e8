import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  DeliveryModes,
  TurnContext,
} from 'botbuilder';
import { type AuthenticateRequestResult, AuthenticationError } from 'botframework-connector';
import { activitySchema, type TeamsActivity } from './read.ts';

/** What is to be sent back over HTTP for one request. */
export type HttpAnswer = { status: number; body?: unknown };

/** What an activity is answered with: the result of an invoke, a message, or nothing. */
export type Answer =
  | { kind: 'nothing' }
  | { kind: 'invoked'; status: number; body?: unknown }
  | { kind: 'message'; activity: Partial<Activity> };

export type Conversing = {
  answer: (activity: TeamsActivity) => Promise<Answer>;
  /** Sends a message over the channel's connector. */
  send: (context: TurnContext, message: Partial<Activity>) => Promise<void>;
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

  /** Takes a parsed HTTP body. @throws whatever `answer` and `send` throw, and when tokens cannot be checked now. */
  async take(authorization: string, body: unknown, talk: Conversing): Promise<HttpAnswer> {
    const parsed = activitySchema.safeParse(body);
    if (!parsed.success) return { status: 400, body: { error: 'not an activity' } };
    const activity = parsed.data;
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
    const answer = await talk.answer(activity);
    if (activity.deliveryMode === DeliveryModes.ExpectReplies) return inline(sdkActivity, answer);
    if (answer.kind === 'nothing') return { status: 200 };
    if (answer.kind === 'invoked') return { status: answer.status, body: answer.body };
    await this.processActivity(caller, sdkActivity, (context) =>
      talk.send(context, answer.activity),
    );
    return { status: 200 };
  }
}

/** The protocol's form of replies in the response: a list of activities, an invoke's result among them. */
function inline(incoming: Activity, answer: Answer): HttpAnswer {
  if (answer.kind === 'nothing') return { status: 200, body: { activities: [] } };
  const reference = TurnContext.getConversationReference(incoming);
  const activity: Partial<Activity> =
    answer.kind === 'message'
      ? answer.activity
      : { type: 'invokeResponse', value: { status: answer.status, body: answer.body } };
  const addressed = TurnContext.applyConversationReference({ ...activity }, reference);
  return { status: 200, body: { activities: [addressed] } };
}
