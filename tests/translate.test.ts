import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asOf } from '../dialogs/dialog.ts';
import type { Locale } from '../src/domain/locale.ts';
import { createTranslate } from '../src/translate.ts';

const translate = createTranslate(join(import.meta.dirname, '../locales'), {});

describe('The date of a source', () => {
  test.each<[locale: Locale, date: string, text: string]>([
    ['de', '2019', '2019'],
    ['de', '2021-07', 'Juli 2021'],
    ['de', '2022-05-25', '25. Mai 2022'],
    ['de-x-simple', '2021-07', 'Juli 2021'],
    ['en', '2022-05-25', '25 May 2022'],
    ['uk', '2021-07', '07.2021'],
    ['fa', '2022-05-25', '25.05.2022'],
    ['ar', '2019', '2019'],
  ])(
    'is written as people read it, and as exactly as it is known: %s, %s',
    (locale, date, text) => {
      expect(translate(asOf(date), locale)).toBe(text);
    },
  );
});
