import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type TurnContext,
} from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import { activitySchema, type TeamsActivity } from './read.ts';

/** What is to be sent back over HTTP for one request. */
export type HttpAnswer = { status: number; body?: unknown };

/** Dates of an activity arrive as text; the SDK calculates with Date objects. */
function withDates(activity: TeamsActivity): TeamsActivity {
  const dates = ['timestamp', 'localTimestamp', 'expiration']
    .filter((name) => typeof activity[name] === 'string')
    .map((name) => [name, new Date(String(activity[name]))]);
  return { ...activity, ...Object.fromEntries(dates) };
}

/**
 * The Bot Framework's adapter with a front door of our own: a body that is no activity is refused with 400 before the
 * SDK sees it, a bad token with 401, and nothing of either is printed.
 */
export class LotseAdapter extends CloudAdapter {
  constructor(options: ConfigurationBotFrameworkAuthenticationOptions) {
    super(new ConfigurationBotFrameworkAuthentication(options));
  }

  /** Takes a parsed HTTP body. @throws whatever `logic` throws. */
  async take(
    authorization: string,
    body: unknown,
    logic: (context: TurnContext, activity: TeamsActivity) => Promise<void>,
  ): Promise<HttpAnswer> {
    const parsed = activitySchema.safeParse(body);
    if (!parsed.success) return { status: 400, body: { error: 'not an activity' } };
    const activity = withDates(parsed.data);
    try {
      const answer = await this.processActivity(authorization, activity as never, (context) =>
        logic(context, activity),
      );
      return { status: answer?.status ?? 200, body: answer?.body };
    } catch (error) {
      if (error instanceof AuthenticationError) return { status: 401 };
      throw error;
    }
  }
}
