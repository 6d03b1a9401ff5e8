import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const peers = join(import.meta.dirname, 'peers');

const read = (...path: string[]): { version?: string; dependencies?: Record<string, string> } => {
  const file = join(peers, ...path, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
};

/** Installs what the product is measured against, unless all of it is there. */
export function installPeers(): void {
  const { dependencies = {} } = read();
  const isThere = Object.entries(dependencies).every(
    ([name, version]) => read('node_modules', name).version === version,
  );
  if (isThere) return;
  execFileSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'],
    { cwd: peers, stdio: 'inherit' },
  );
}
