/** What this tab remembers of its conversation. */
type Remembered = {
  conversation?: string | undefined;
  token?: string | undefined;
  ticket?: string | undefined;
  watermark?: string | undefined;
  language?: string | undefined;
};

export type Session = {
  read: () => Remembered;
  /** Remembers more; what is not named stays. */
  write: (more: Remembered) => void;
  /** Forgets everything at once. */
  forget: () => void;
};

const KEY = 'lotse';
const NAMES = ['conversation', 'token', 'ticket', 'watermark', 'language'] as const;

function readRemembered(text: string | null): Remembered {
  const given: unknown = JSON.parse(text ?? '{}');
  if (typeof given !== 'object' || given === null) return {};
  const found = given as Record<string, unknown>;
  return Object.fromEntries(
    NAMES.flatMap((name) => (typeof found[name] === 'string' ? [[name, found[name]]] : [])),
  );
}

/**
 * The memory of a tab. Browsers may refuse their storage as soon as it is touched; the chat then works without, until
 * the page is left.
 */
export function openSession(storage: () => Storage): Session {
  const tryTo = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work(storage());
    } catch {
      return undefined;
    }
  };
  let remembered = tryTo((store) => readRemembered(store.getItem(KEY))) ?? {};
  return {
    read: () => remembered,
    write: (more) => {
      remembered = { ...remembered, ...more };
      tryTo((store) => store.setItem(KEY, JSON.stringify(remembered)));
    },
    forget: () => {
      remembered = {};
      tryTo((store) => store.removeItem(KEY));
    },
  };
}
