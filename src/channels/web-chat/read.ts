import { z } from 'zod';
import type { Message } from '../../../dialogs/dialog.ts';
import { mask } from '../../domain/masking.ts';
import { legible, readVisitorPress } from '../channel.ts';

/** Longest line of a visitor, in characters; the widget says so before it is reached. */
export const LONGEST_LINE = 1000;

/** What we use of an activity; everything else that a client sends is dropped. */
export const activitySchema = z.object({
  type: z.string().min(1).max(100),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  /** Clients make up an id; one that could be a name or an address is not taken over. */
  from: z
    .object({ id: z.string().regex(/^[\w-]{1,64}$/) })
    .optional()
    .catch(undefined),
  channelData: z
    .object({ clientActivityID: z.string().min(1).max(100).optional() })
    .nullish()
    .catch(undefined),
});

export type ClientActivity = z.infer<typeof activitySchema>;

/** What became of an activity. `shown` is what stands in the chat as the visitor's own words. */
export type Read =
  | { kind: 'message'; body: Message['body']; shown: string }
  | { kind: 'tooLong' }
  | { kind: 'ignored' };

const pressedSchema = z.object({ event: z.unknown(), card: z.unknown() });

/** Buttons may come back as an object, or as its JSON in the text of clients that know no more. */
function pressIn({ text, value }: ClientActivity): unknown {
  if (pressedSchema.safeParse(value).success) return value;
  if (!text?.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads what a client of Direct Line sent. What is shown and stored of a line is without anything that looks personal;
 * the line itself is only understood and then forgotten.
 */
export function readActivity(activity: ClientActivity): Read {
  if (activity.type !== 'message') return { kind: 'ignored' };
  const given = activity.text ?? '';
  if (given.length > LONGEST_LINE) return { kind: 'tooLong' };
  const line = legible(given).trim();
  const clean = mask(line).text;
  const pressed = pressIn(activity);
  if (pressed !== undefined) {
    const press = readVisitorPress(pressed);
    const shown = given.startsWith('{') ? '' : clean;
    return {
      kind: 'message',
      body: press ? { kind: 'choice', ...press } : { kind: 'unreadable' },
      shown,
    };
  }
  return { kind: 'message', body: { kind: 'text', text: line }, shown: clean };
}
