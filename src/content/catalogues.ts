import { type Catalogue, catalogueSchema } from '../domain/catalogue.ts';
import type { Store } from '../stores/store.ts';
import { ContentFault, loadContent } from './load.ts';

export type Catalogues = {
  /** The catalogue that new assessments are begun with. */
  current: Catalogue;
  /** Any version that an assessment was ever begun with, or undefined. */
  of: (version: string) => Catalogue | undefined;
};

const FOLDER = 'catalogues';
const keyOf = (version: string): string =>
  `${FOLDER}/${version.toLowerCase().replace(/[^a-z0-9.-]/g, '-')}`;

/** What an assessment was answered by: ids, binding wording and thresholds. Anything else may be corrected freely. */
function instrument({ areas }: Catalogue): string {
  const essence = areas.map(({ id, marksPerPoint, indicators }) => [
    id,
    marksPerPoint,
    indicators.map((indicator) => [indicator.id, indicator.text.de]),
  ]);
  return JSON.stringify(essence);
}

/**
 * Loads the catalogue and keeps a copy of every version in the store, so that old assessments keep the one they were
 * begun with.
 * @throws ContentFault when the file is not valid, or was changed without a new version.
 */
export async function openCatalogues(path: string, store: Store): Promise<Catalogues> {
  const current = loadContent(path, catalogueSchema);
  const key = keyOf(current.version);
  const archived = catalogueSchema.safeParse((await store.read(key))?.value);
  if (!archived.success) {
    await store.write(key, current, (await store.read(key))?.version ?? 0);
  } else if (instrument(archived.data) !== instrument(current)) {
    throw new ContentFault(
      `${path}: indicators or thresholds differ from the stored version ${current.version}; give it a new version`,
    );
  }
  const byVersion = new Map<string, Catalogue>();
  for (const each of await store.list(FOLDER)) {
    const earlier = catalogueSchema.safeParse((await store.read(each))?.value);
    if (earlier.success) byVersion.set(earlier.data.version, earlier.data);
  }
  byVersion.set(current.version, current);
  return { current, of: (version) => byVersion.get(version) };
}
