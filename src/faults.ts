/**
 * Faults are what nobody who talks to the bot can help. Each has a code that is a key of the locales
 * (`faults:<code>`): users read a calm sentence, operators read name, message and cause in the log.
 */
export const faultCodes = ['storage', 'conflict', 'unexpected'] as const;
export type FaultCode = (typeof faultCodes)[number];

/** The data folder cannot be read or written: disk full, no rights, gone. Nothing was stored. */
export class StorageFault extends Error {
  override readonly name = 'StorageFault';
}

/** Somebody else changed the record in between; the caller may read again and repeat. */
export class ConflictFault extends Error {
  override readonly name = 'ConflictFault';
}

/** The code under which users are told about an error of any kind. */
export function codeOf(error: unknown): FaultCode {
  if (error instanceof StorageFault) return 'storage';
  if (error instanceof ConflictFault) return 'conflict';
  return 'unexpected';
}
