import { type Logger, pino } from 'pino';
import { ConflictFault, StorageFault } from './faults.ts';

export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>;

type LoggedError = {
  type: string;
  code?: unknown;
  message?: string;
  frames?: string[];
  cause?: LoggedError;
};

/**
 * An error as operators may read it: class, code and where it happened. The message is left out unless it is one of
 * ours, because a foreign one may quote what somebody wrote (a JSON error quotes the text it stumbled over).
 */
function describe(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const ours = error instanceof StorageFault || error instanceof ConflictFault;
  const frames =
    error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8) ?? [];
  return {
    type: error.name,
    ...('code' in error ? { code: error.code } : {}),
    ...(ours ? { message: error.message } : {}),
    frames: frames.map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  };
}

/** The log of operators: JSON lines on standard output, without names, texts, answers or keys. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: describe },
    redact: { paths: ['authorization', 'text', 'inputs', 'reference', 'note'], censor: '[…]' },
  });
}
