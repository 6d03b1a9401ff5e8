import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { StorageFault } from '../../faults.ts';
import type { Store } from '../../stores/store.ts';

/** How long a token opens its conversation. Clients renew theirs while they are open. */
export const TOKEN_SECONDS = 3600;
/** How long a ticket gets a new token: as long as a silent conversation is kept. */
const TICKET_SECONDS = 24 * 3600;

/**
 * A token opens a conversation; it stands in the address of the stream as well, so it is short-lived. A ticket opens
 * nothing and is exchanged for a new token, so that a phone that slept for hours finds its conversation again.
 */
const AUDIENCES = { token: 'directline', ticket: 'directline-return' } as const;
const ALGORITHM = 'HS256';

/** Signed words of one kind, each about one conversation. */
type Signed = {
  /** Good from a moment (ISO 8601) on for the seconds of its kind. */
  make: (conversation: string, at: string) => Promise<string>;
  /** The conversation that it is about; undefined where it is expired at a moment, tampered or none of ours. */
  read: (signed: string, at: string) => Promise<string | undefined>;
};

export type Tokens = Signed & { tickets: Signed };

const KEY_OF_TOKENS = 'meta/tokens';
const secretSchema = z.object({ secret: z.string().min(40) });

/** Tokens of this data folder. Their secret is kept in the (encrypted) store, so that they outlive a restart. */
export async function openTokens(store: Store): Promise<Tokens> {
  const stored = await store.read(KEY_OF_TOKENS);
  const parsed = stored && secretSchema.safeParse(stored.value);
  if (parsed && !parsed.success) throw new StorageFault('the secret of tokens is not readable');
  const secret = parsed?.data.secret ?? randomBytes(32).toString('base64');
  if (!parsed) await store.write(KEY_OF_TOKENS, { secret }, 0);
  const key = Buffer.from(secret, 'base64');
  return {
    ...signing(key, AUDIENCES.token, TOKEN_SECONDS),
    tickets: signing(key, AUDIENCES.ticket, TICKET_SECONDS),
  };
}

function signing(key: Buffer, audience: string, seconds: number): Signed {
  return {
    make: (conversation, at) => {
      const now = Math.floor(Date.parse(at) / 1000);
      return new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setAudience(audience)
        .setSubject(conversation)
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(key);
    },
    read: async (signed, at) => {
      try {
        const { payload } = await jwtVerify(signed, key, {
          algorithms: [ALGORITHM],
          audience,
          currentDate: new Date(at),
          requiredClaims: ['sub', 'exp'],
        });
        return payload.sub;
      } catch {
        // Whatever is wrong with it, it opens nothing; why is nobody's business.
        return undefined;
      }
    },
  };
}
