import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { drawIcons } from '../../scripts/make-icons.ts';
import { ManifestFault, packageFiles, zipped } from '../../scripts/manifest.ts';
import { understand } from '../../src/domain/commands.ts';
import { theCatalogue } from '../support/builders.ts';

const folder = join(import.meta.dirname, '../../manifest');

const ENVIRONMENT = {
  MicrosoftAppId: '6b1f4c1e-2f5e-4d0a-9a53-0d6d6f0c7a11',
  PUBLIC_URL: 'https://lotse.example.org/',
};

const FILES = ['color.png', 'en.json', 'manifest.json', 'outline.png'];

const hasPython = spawnSync('python3', ['--version']).status === 0;

function aFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'lotse-manifest-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

/** A copy of the manifest's folder with one file changed. */
function folderWith(file: string, change: (text: string) => string): string {
  const made = aFolder();
  cpSync(folder, made, { recursive: true });
  writeFileSync(join(made, file), change(readFileSync(join(made, file), 'utf8')));
  return made;
}

const parsed = (files: Record<string, Buffer>, name: string) =>
  JSON.parse(files[name]?.toString('utf8') ?? '');

/** Width, height, colour type and the pixels (RGBA) of one of our own icons. */
function pictureIn(png: Buffer) {
  const length = png.readUInt32BE(33);
  expect(png.toString('latin1', 37, 41)).toBe('IDAT');
  const size = png.readUInt32BE(16);
  const lines = inflateSync(png.subarray(41, 41 + length));
  const rows = Array.from({ length: size }, (_, row) =>
    lines.subarray(row * (size * 4 + 1) + 1, (row + 1) * (size * 4 + 1)),
  );
  const pixels = rows.flatMap((line) =>
    Array.from({ length: size }, (_, column) => [...line.subarray(column * 4, column * 4 + 4)]),
  );
  return { width: size, height: png.readUInt32BE(20), colourType: png[25], pixels };
}

describe('the Teams app package', () => {
  it('carries the ids of this installation and no placeholder', () => {
    const manifest = parsed(packageFiles(ENVIRONMENT), 'manifest.json');
    expect(manifest).toMatchObject({
      id: ENVIRONMENT.MicrosoftAppId,
      bots: [{ botId: ENVIRONMENT.MicrosoftAppId, scopes: ['personal'] }],
      validDomains: ['lotse.example.org'],
    });
    expect(JSON.stringify(manifest)).not.toContain('${{');
  });

  it('has the version of the package', () => {
    const { version } = parsed(packageFiles(ENVIRONMENT), 'manifest.json');
    expect(version).toBe(packageJson.version);
  });

  it('is German and has English texts in their own file', () => {
    const files = packageFiles(ENVIRONMENT);
    expect(parsed(files, 'manifest.json').localizationInfo).toEqual({
      defaultLanguageTag: 'de',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    });
    expect(parsed(files, 'en.json')['description.full']).toContain('case management');
  });

  it('offers only commands that the bot understands, in both languages', () => {
    const files = packageFiles(ENVIRONMENT);
    const { commands } = parsed(files, 'manifest.json').bots[0].commandLists[0];
    const english = Object.entries<string>(parsed(files, 'en.json'));
    const titles: string[] = [
      ...commands.map(({ title }: { title: string }) => title),
      ...english.filter(([key]) => key.endsWith('.title')).map(([, text]) => text),
    ];
    expect(titles).toHaveLength(2 * commands.length);
    for (const title of titles) expect(understand(title, theCatalogue), title).toBeDefined();
  });

  it('opens as a zip with exactly its files', () => {
    const zip = zipped(packageFiles(ENVIRONMENT));
    const unpacked = unzipSync(zip);
    expect(Object.keys(unpacked).sort()).toEqual(FILES);
    expect(Buffer.from(unpacked['color.png'] ?? [])).toEqual(
      readFileSync(join(folder, 'color.png')),
    );
  });

  it.skipIf(!hasPython)('opens with another program, too (skipped without python3)', () => {
    const path = join(aFolder(), 'package.zip');
    writeFileSync(path, zipped(packageFiles(ENVIRONMENT)));
    const list = 'import sys, zipfile; print(*sorted(zipfile.ZipFile(sys.argv[1]).namelist()))';
    const listed = execFileSync('python3', ['-c', list, path], { encoding: 'utf8' });
    expect(listed.trim().split(' ')).toEqual(FILES);
  });

  it('is the same package whenever it is made', () => {
    const twice = [1, 2].map(() => Buffer.from(zipped(packageFiles(ENVIRONMENT))));
    expect(twice[0]).toEqual(twice[1]);
  });
});

describe('the icons', () => {
  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ] as const)('%s is a square of %i pixels in true colour with alpha', (name, size) => {
    const icon = pictureIn(readFileSync(join(folder, name)));
    expect(icon).toMatchObject({ width: size, height: size, colourType: 6 });
  });

  it('are what the script draws', () => {
    for (const [name, drawn] of Object.entries(drawIcons())) {
      expect(pictureIn(readFileSync(join(folder, name))), name).toEqual(pictureIn(drawn));
    }
  });

  it('have an outline of white on nothing else', () => {
    const { pixels } = pictureIn(readFileSync(join(folder, 'outline.png')));
    expect(pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(
      true,
    );
    expect(pixels.some(([, , , alpha]) => alpha === 255)).toBe(true);
    expect(pixels[0]).toEqual([255, 255, 255, 0]);
  });

  it('have a colour icon that is opaque up to its corners', () => {
    const { pixels } = pictureIn(readFileSync(join(folder, 'color.png')));
    expect(pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
  });
});

describe('what is refused', () => {
  it('lists every missing setting', () => {
    expect(() => packageFiles({})).toThrow(ManifestFault);
    expect(() => packageFiles({})).toThrow(/MicrosoftAppId[\s\S]*PUBLIC_URL/);
  });

  it.each([
    ['an app id that is no GUID', { MicrosoftAppId: 'lotse' }],
    ['an address without TLS', { PUBLIC_URL: 'http://lotse.example.org' }],
    ['an address of this machine', { PUBLIC_URL: 'https://localhost:3978' }],
  ])('refuses %s', (_, wrong) => {
    expect(() => packageFiles({ ...ENVIRONMENT, ...wrong })).toThrow(ManifestFault);
  });

  it('refuses a name that Teams would cut', () => {
    const long = folderWith('manifest.json', (text) =>
      text.replace('"short": "Integrationslotse"', `"short": "${'L'.repeat(31)}"`),
    );
    expect(() => packageFiles(ENVIRONMENT, long)).toThrow(/name\.short/);
  });

  it('refuses a description that Teams would cut, in the other language too', () => {
    const long = folderWith('en.json', (text) =>
      text.replace(/("description\.short": )"[^"]*"/, `$1"${'d'.repeat(81)}"`),
    );
    expect(() => packageFiles(ENVIRONMENT, long)).toThrow(/en\.json[\s\S]*description\.short/);
  });

  it('refuses a command without its English text', () => {
    const missing = folderWith('en.json', (text) =>
      text.replace(/ *"bots\[0\]\.commandLists\[0\]\.commands\[2\]\.title": "[^"]*",\n/, ''),
    );
    expect(() => packageFiles(ENVIRONMENT, missing)).toThrow(/commands\[2\]\.title/);
  });

  it('refuses a placeholder that nothing fills', () => {
    const open = folderWith('manifest.json', (text) => text.replace('{{APP_HOST}}', '{{OTHER}}'));
    expect(() => packageFiles(ENVIRONMENT, open)).toThrow(/validDomains/);
  });

  it('refuses an icon of another size', () => {
    const made = folderWith('manifest.json', (text) => text);
    cpSync(join(folder, 'outline.png'), join(made, 'color.png'));
    expect(() => packageFiles(ENVIRONMENT, made)).toThrow(/color\.png.*192/);
  });
});
