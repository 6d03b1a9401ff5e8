import { z } from 'zod';

const localised = z.object({ de: z.string().min(1), en: z.string().min(1) });

/** Whom staff may ask, with source and date; what is not yet confirmed by the city says so. */
export const contactsSchema = z.object({
  staffHelp: z.object({
    id: z.string(),
    name: localised,
    phone: z.string(),
    address: z.string(),
    source: z.object({ name: z.string(), date: z.string(), grade: z.enum(['S', 'G', 'I', 'K']) }),
    toBeConfirmed: z.boolean(),
  }),
});
