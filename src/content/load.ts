import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Content of the city that cannot be used; the message names the file and every problem in it. */
export class ContentFault extends Error {
  override readonly name = 'ContentFault';
}

/**
 * Reads a file of the content and checks its form.
 * @throws ContentFault when it is missing, is no JSON, or has another form.
 */
export function loadContent<T>(path: string, schema: z.ZodType<T>): T {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new ContentFault(`${path} cannot be read as JSON`, { cause });
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new ContentFault(`${path}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
