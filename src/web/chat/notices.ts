import type { ConnectionState } from './connection.ts';
import { createLater } from './patience.ts';

/** What is to be known about the connection. */
export type Notice =
  | 'connecting'
  | 'failed'
  | 'offline'
  | 'online'
  | 'reconnecting'
  | 'tooFast'
  | undefined;

/** Connections that are there at once need no words. */
const CONNECTING_MS = 600;
const FAILED_MS = 20_000;
const ONLINE_MS = 4000;

/** Knows what is to be said about the connection, the most urgent only. */
export function createNotices(changed: () => void) {
  const { later, clear } = createLater(changed);
  let state: ConnectionState = 'closed';
  let slowness: 'connecting' | 'failed' | undefined;
  let isOffline = false;
  let isBack = false;
  let isRemoving = false;
  let seconds = 0;

  const slowed = (how: typeof slowness): void => {
    if (state === 'connecting') slowness = how;
  };
  const failLater = (): void => later(FAILED_MS, () => slowed('failed'));

  function sayOnline(): void {
    isBack = true;
    later(ONLINE_MS, () => {
      isBack = false;
    });
  }

  return {
    now: (): Notice => {
      if (isOffline) return 'offline';
      if (slowness) return slowness;
      if (state === 'reconnecting' || isRemoving) return 'reconnecting';
      if (seconds > 0) return 'tooFast';
      return isBack ? 'online' : undefined;
    },
    /** Seconds until the next message may be sent. */
    seconds: (): number => seconds,
    isOffline: (): boolean => isOffline,
    isOpen: (): boolean => state === 'open' && !isOffline,

    became: (next: ConnectionState): void => {
      if (next === state) return;
      if (state === 'reconnecting' && next === 'open') sayOnline();
      state = next;
      slowness = undefined;
      if (next === 'connecting') {
        clear();
        isBack = false;
        later(CONNECTING_MS, () => slowed('connecting'));
        failLater();
      }
      changed();
    },
    /** Somebody asked for another attempt. */
    tryAgain: (): void => {
      slowed('connecting');
      failLater();
      changed();
    },
    setOffline: (next: boolean): void => {
      if (isOffline && !next && state === 'open') sayOnline();
      isOffline = next;
      changed();
    },
    setRemoving: (next: boolean): void => {
      isRemoving = next;
      changed();
    },
    tooFast: (next: number): void => {
      seconds = next;
      changed();
    },
    stop: clear,
  };
}
