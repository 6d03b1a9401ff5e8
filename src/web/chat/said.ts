import type { Activity } from './activity.ts';
import type { Parcel } from './outbox.ts';

/** What became of an own message that the conversation does not show yet. */
export type Fate = 'sent' | 'waiting' | 'failed' | 'tooLong';

/** One entry of the conversation. */
export type Said =
  | { kind: 'bot'; key: string; activity: Activity }
  | { kind: 'own'; key: string; text: string; fate: Fate }
  | { kind: 'expired' | 'deleted'; key: string };

/** After so many attempts it is said that a message was not sent, although it is tried on. */
const FAILURES = 3;

export const saidByBot = (activity: Activity): Said => ({
  kind: 'bot',
  key: activity.id,
  activity,
});

/** The server's words count: what was personal in them is made unreadable there. */
export const saidByVisitor = ({ id, clientId, text }: Activity): Said => ({
  kind: 'own',
  key: clientId ?? id,
  text,
  fate: 'sent',
});

function fateOf({ state, failures, isLate }: Parcel, isOffline: boolean): Fate {
  if (state === 'tooLong' || state === 'sent') return state;
  if (state === 'refused') return 'failed';
  if (isOffline) return 'waiting';
  if (failures >= FAILURES) return 'failed';
  return isLate ? 'waiting' : 'sent';
}

export const saidOnTheWay = (parcel: Parcel, isOffline: boolean): Said => ({
  kind: 'own',
  key: parcel.id,
  text: parcel.activity.text,
  fate: fateOf(parcel, isOffline),
});
