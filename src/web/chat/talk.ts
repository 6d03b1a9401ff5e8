import { type ActivitySet, readSet } from './activity.ts';
import type { Key } from './service.ts';
import type { Session } from './session.ts';
import type { Socket } from './stream.ts';

/** A conversation that is open now, and how it is listened to. */
export type Talk = Key & {
  /** Everything before it has been heard. */
  watermark: string | undefined;
  socket: Socket | undefined;
  isStreaming: boolean;
  isPolling: boolean;
  refreshedAt: number;
};

export const openTalk = (key: Key): Talk => ({
  ...key,
  watermark: undefined,
  socket: undefined,
  isStreaming: false,
  isPolling: false,
  refreshedAt: Date.now(),
});

const isBehind = (watermark: string, known: string | undefined): boolean =>
  known !== undefined && Number(watermark) < Number(known);

/** Puts down what tells the conversation's place, so that it is found again after a reload. */
export const remember = ({ id, token, ticket, watermark }: Talk, session: Session): void =>
  session.write({ conversation: id, token, ticket, watermark });

/** Every activity is heard once, whichever way it comes, and however often. */
export function createHearing(session: Session) {
  const known = new Set<string>();
  return (talk: Talk, given: unknown): ActivitySet['activities'] => {
    const { activities, watermark } = readSet(given);
    const fresh = activities.filter(({ id }) => !id || !known.has(id));
    for (const { id } of fresh) known.add(id);
    // A set that was asked for earlier may come later.
    if (watermark !== undefined && !isBehind(watermark, talk.watermark)) {
      talk.watermark = watermark;
      remember(talk, session);
    }
    return fresh;
  };
}
