import type { Outgoing } from './activity.ts';
import { after, createPatience, FIRST_PAUSE, longer } from './patience.ts';
import { type Answer, isFine, isGone, isTooFast } from './service.ts';

/** A message on its way. It stays until the conversation shows it. */
export type Parcel = {
  id: string;
  activity: Outgoing;
  /** The button it came from. */
  origin: string | undefined;
  state: 'waiting' | 'sent' | 'refused' | 'tooLong';
  /** How often it did not get through. */
  failures: number;
  /** Whether it takes longer than one would wait for without a word. */
  isLate: boolean;
  /** Whether it was sent to a conversation that was over; that happens once. */
  hasMoved: boolean;
};

export const isOnTheWay = ({ state }: Parcel): boolean => state === 'waiting' || state === 'sent';

export type OutboxParts = {
  /** Sends, if it is still wanted when there is a conversation to send it to. */
  post: (activity: Outgoing, isWanted: () => boolean) => Promise<Answer>;
  changed: () => void;
  /** The server wants so many seconds without a message; 0 when they are over. */
  tooFast: (seconds: number) => void;
};

const LATE_MS = 8000;
const TOO_LONG = 413;

/** Messages go one after the other, each with one id for all its attempts, so that the server takes it once. */
export function createOutbox({ post, changed, tooFast }: OutboxParts) {
  const { wait, hurry } = createPatience();
  let parcels: Parcel[] = [];
  let isBusy = false;

  async function attempt(parcel: Parcel): Promise<Answer> {
    const timer = setTimeout(() => {
      parcel.isLate = true;
      changed();
    }, LATE_MS);
    try {
      return await post(parcel.activity, () => parcels.includes(parcel));
    } finally {
      clearTimeout(timer);
    }
  }

  async function send(parcel: Parcel): Promise<void> {
    const isWanted = () => parcel.state === 'waiting' && parcels.includes(parcel);
    for (let pause = FIRST_PAUSE; isWanted(); pause = longer(pause)) {
      const answer = await attempt(parcel);
      if (!isWanted()) return;
      if (isFine(answer)) {
        parcel.state = 'sent';
        return;
      }
      parcel.isLate = true;
      if (isTooFast(answer)) {
        tooFast(answer.wait);
        await after(answer.wait * 1000);
        tooFast(0);
      } else if (answer.status === TOO_LONG) {
        parcel.state = 'tooLong';
      } else if (isGone(answer) && !parcel.hasMoved) {
        parcel.hasMoved = true;
      } else if (answer.status === 0 || answer.status >= 500) {
        parcel.failures++;
        changed();
        await wait(pause);
      } else {
        parcel.state = 'refused';
      }
    }
  }

  async function run(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (;;) {
      const next = parcels.find(({ state }) => state === 'waiting');
      if (!next) break;
      await send(next);
      changed();
    }
    isBusy = false;
  }

  return {
    /** What is on its way, oldest first. */
    parcels: (): readonly Parcel[] => parcels,

    add: (activity: Outgoing, origin?: string): void => {
      const id = activity.channelData.clientActivityID;
      const parcel: Parcel = {
        id,
        activity,
        origin,
        state: 'waiting',
        failures: 0,
        isLate: false,
        hasMoved: false,
      };
      parcels = [...parcels, parcel];
      void run();
    },

    /** The conversation shows a message now. */
    confirm: (id: string | undefined): void => {
      parcels = parcels.filter((parcel) => parcel.id !== id);
    },

    /** Tries a message again at once. */
    retry: (id: string): void => {
      const parcel = parcels.find((each) => each.id === id);
      if (!parcel) return;
      parcel.failures = 0;
      if (parcel.state === 'refused') parcel.state = 'waiting';
      hurry();
      void run();
    },

    /** Drops everything, because the conversation was ended. */
    clear: (): void => {
      parcels = [];
      hurry();
    },

    hurry,
  };
}
