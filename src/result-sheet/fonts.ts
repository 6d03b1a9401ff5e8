import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type { Face } from './style.ts';

const require = createRequire(import.meta.url);

/**
 * Source Sans 3, one file a weight, has the Latin, Cyrillic and Greek letters of the languages around Rheine; Noto Sans
 * Symbols 2 has the boxes ☐ and ☒.
 */
export const fontFiles: Readonly<Record<Face, Buffer>> = {
  regular: readFileSync(
    require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  ),
  strong: readFileSync(
    require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
  ),
  symbols: readFileSync(
    require.resolve(
      '@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff',
    ),
  ),
};

function charactersIn(file: Buffer): Set<number> {
  const font = create(file);
  if (!('characterSet' in font)) throw new TypeError('a collection of fonts is not one font');
  return new Set(font.characterSet);
}

/** Both weights of the text cover the same characters, so that one of them tells. */
const characters = charactersIn(fontFiles.regular);

/** Whether the sheet's font can show a character, given as Unicode code point. */
export const isInFont = (codePoint: number): boolean => characters.has(codePoint);
