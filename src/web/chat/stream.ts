/** As much of a WebSocket as is used here. */
export type Socket = {
  addEventListener: (
    type: 'open' | 'message' | 'close' | 'error',
    heard: (event: { data?: unknown }) => void,
  ) => void;
  close: () => void;
};

export type Listening = {
  onOpen: () => void;
  /** A message, already parsed. */
  onSet: (set: unknown) => void;
};

const LONGEST_OPENING_MS = 30_000;
/** A socket that lived so long was a good one. */
const GOOD_MS = 10_000;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Listens until the socket closes; resolves to whether it was a good one. */
export function listen(socket: Socket, { onOpen, onSet }: Listening): Promise<boolean> {
  return new Promise((resolve) => {
    let openedAt: number | undefined;
    const stuck = setTimeout(end, LONGEST_OPENING_MS);
    function end(): void {
      clearTimeout(stuck);
      socket.close();
      resolve(openedAt !== undefined && Date.now() - openedAt >= GOOD_MS);
    }
    socket.addEventListener('open', () => {
      clearTimeout(stuck);
      openedAt = Date.now();
      onOpen();
    });
    socket.addEventListener('message', ({ data }) => {
      // Services send empty messages to keep the line open.
      if (typeof data !== 'string' || !data) return;
      const set = parsed(data);
      if (set === undefined) end();
      else onSet(set);
    });
    socket.addEventListener('error', end);
    socket.addEventListener('close', end);
  });
}
