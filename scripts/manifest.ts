import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { z } from 'zod';

/*
 * Makes the Teams app package: the manifest with its placeholders filled in from the environment, its localisation
 * and the icons, checked against the limits of Teams, in one zip.
 */

const root = join(import.meta.dirname, '..');

/** What is missing or wrong; the message lists every problem. */
export class ManifestFault extends Error {
  override readonly name = 'ManifestFault';
}

const environment = z.object({
  MicrosoftAppId: z.guid('needs the GUID of the app registration'),
  PUBLIC_URL: z.url({
    protocol: /^https$/,
    hostname: z.regexes.domain,
    error: 'needs the https address under which Teams and browsers reach the server',
  }),
});

const LIMITS = { nameShort: 30, nameFull: 100, descriptionShort: 80, descriptionFull: 4000 };
const title = z.string().min(1).max(128);
const description = z.string().min(1).max(LIMITS.descriptionFull);
const httpsUrl = z.url({ protocol: /^https$/ }).max(2048);
const fileName = z.string().regex(/^[\w-]+\.(?:png|json)$/);
const personal = z.tuple([z.literal('personal')]);

/** The part of schema 1.25 that we use, with its limits; anything else is a slip. */
const manifestSchema = z.strictObject({
  $schema: httpsUrl,
  manifestVersion: z.literal('1.25'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  id: z.guid(),
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.literal('de'),
    additionalLanguages: z.array(
      z.strictObject({ languageTag: z.string().regex(/^[a-z]{2}$/), file: fileName }),
    ),
  }),
  developer: z.strictObject({
    name: z.string().min(1).max(32),
    websiteUrl: httpsUrl,
    privacyUrl: httpsUrl,
    termsOfUseUrl: httpsUrl,
  }),
  name: z.strictObject({
    short: z.string().min(1).max(LIMITS.nameShort),
    full: z.string().min(1).max(LIMITS.nameFull),
  }),
  description: z.strictObject({
    short: z.string().min(1).max(LIMITS.descriptionShort),
    full: description,
  }),
  icons: z.strictObject({ color: fileName, outline: fileName }),
  accentColor: z.string().regex(/^#[0-9A-F]{6}$/),
  bots: z.tuple([
    z.strictObject({
      botId: z.guid(),
      scopes: personal,
      isNotificationOnly: z.literal(false),
      supportsFiles: z.literal(false),
      supportsCalling: z.literal(false),
      supportsVideo: z.literal(false),
      commandLists: z.tuple([
        z.strictObject({
          scopes: personal,
          commands: z.array(z.strictObject({ title, description })).max(12),
        }),
      ]),
    }),
  ]),
  defaultInstallScope: z.literal('personal'),
  validDomains: z.array(z.string().regex(/^[\w.-]+(?::\d+)?$/)).max(16),
});

type Manifest = z.infer<typeof manifestSchema>;

/** Another language has the same texts, named by where they stand in the manifest, within the same limits. */
function localisationSchema({ bots }: Manifest) {
  const commands = bots[0].commandLists[0].commands.flatMap((_, index) => {
    const key = `bots[0].commandLists[0].commands[${index}]`;
    return [
      [`${key}.title`, title],
      [`${key}.description`, description],
    ] as const;
  });
  return z.strictObject({
    $schema: httpsUrl,
    'name.short': z.string().min(1).max(LIMITS.nameShort),
    'name.full': z.string().min(1).max(LIMITS.nameFull),
    'description.short': z.string().min(1).max(LIMITS.descriptionShort),
    'description.full': description,
    ...Object.fromEntries(commands),
  });
}

const ICONS = {
  color: { size: 192, what: 'a PNG of 192 × 192 in colour' },
  outline: { size: 32, what: 'a PNG of 32 × 32, white on transparent (colour type 6)' },
} as const;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const TRUE_COLOUR_WITH_ALPHA = 6;

/** Whether a file is a PNG of true colour with alpha, as many pixels high and wide as given. */
function isIcon(file: Buffer, size: number): boolean {
  return (
    file.length > 33 &&
    file.subarray(0, 8).equals(PNG) &&
    file.readUInt32BE(16) === size &&
    file.readUInt32BE(20) === size &&
    file[25] === TRUE_COLOUR_WITH_ALPHA
  );
}

function checked<T>(what: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.')}: ${message}`,
  );
  throw new ManifestFault(`${what} cannot be used:\n  ${problems.join('\n  ')}`);
}

/** The names of the values that a template asks for, as in `${{BOT_ID}}`. */
const PLACEHOLDER = /\$\{\{(\w+)\}\}/g;

function filled(template: string, values: Readonly<Record<string, string>>): unknown {
  const text = template.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
  return JSON.parse(text);
}

/**
 * The files of the app package by their names, checked.
 * @throws ManifestFault when the environment lacks `MicrosoftAppId` or an https `PUBLIC_URL`, or when a file is not
 * what Teams takes.
 */
export function packageFiles(
  env: Readonly<Record<string, string | undefined>>,
  folder = join(root, 'manifest'),
): Record<string, Buffer> {
  const given = checked('The environment', environment, env);
  const values = { BOT_ID: given.MicrosoftAppId, APP_HOST: new URL(given.PUBLIC_URL).host };
  const read = (name: string): Buffer => readFileSync(join(folder, name));

  const manifest = checked(
    'manifest.json',
    manifestSchema,
    filled(read('manifest.json').toString('utf8'), values),
  );
  const files: Record<string, Buffer> = {
    'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
  };
  const localisation = localisationSchema(manifest);
  for (const { file } of manifest.localizationInfo.additionalLanguages) {
    files[file] = read(file);
    checked(file, localisation, JSON.parse(files[file].toString('utf8')));
  }
  for (const kind of ['color', 'outline'] as const) {
    const name = manifest.icons[kind];
    const icon = read(name);
    if (!isIcon(icon, ICONS[kind].size)) {
      throw new ManifestFault(`${name} cannot be used: Teams wants ${ICONS[kind].what}`);
    }
    files[name] = icon;
  }
  return files;
}

/** The package as a zip; the same files make the same bytes. */
export function zipped(files: Readonly<Record<string, Buffer>>): Uint8Array {
  return zipSync({ ...files }, { level: 9, mtime: new Date(1980, 0, 1) });
}

if (import.meta.main) {
  try {
    const target = join(root, 'dist/integrationslotse.zip');
    const files = packageFiles(process.env);
    mkdirSync(join(root, 'dist'), { recursive: true });
    writeFileSync(target, zipped(files));
    console.log(`dist/integrationslotse.zip  ${Object.keys(files).join(', ')}`);
  } catch (error) {
    if (!(error instanceof ManifestFault)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
