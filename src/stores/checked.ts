import type { z } from 'zod';

/**
 * Checks values read from the store against a schema, each object once: what was checked, or was made by ourselves
 * and vouched for, is not walked again.
 */
export function checkedBy<T extends object>(schema: z.ZodType<T>) {
  const good = new WeakSet<object>();
  return {
    /** The value, or undefined where it is not of the schema's form. */
    check: (value: unknown): T | undefined => {
      if (typeof value === 'object' && value !== null && good.has(value)) return value as T;
      const parsed = schema.safeParse(value);
      if (parsed.success) good.add(value as object);
      return parsed.data;
    },
    vouch: (value: T): T => {
      good.add(value);
      return value;
    },
  };
}
