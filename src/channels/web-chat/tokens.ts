import { randomBytes } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { StorageFault } from '../../faults.ts';
import type { Store } from '../../stores/store.ts';

/** How long a token opens its conversation. Clients renew theirs while they are open. */
export const TOKEN_SECONDS = 3600;

const AUDIENCE = 'directline';
const ALGORITHM = 'HS256';

export type Tokens = {
  /** A token for one conversation, good from a moment (ISO 8601) on for `TOKEN_SECONDS`. */
  make: (conversation: string, at: string) => Promise<string>;
  /** The conversation that a token opens at a moment; undefined where it is expired, tampered or none of ours. */
  read: (token: string, at: string) => Promise<string | undefined>;
};

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
    make: (conversation, at) => {
      const now = Math.floor(Date.parse(at) / 1000);
      return new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setAudience(AUDIENCE)
        .setSubject(conversation)
        .setIssuedAt(now)
        .setExpirationTime(now + TOKEN_SECONDS)
        .sign(key);
    },
    read: async (token, at) => {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          audience: AUDIENCE,
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
