import { join } from 'node:path';
import { build, stop } from 'esbuild';

/** The widget as one script for browsers of 2021 and later. @throws what esbuild stumbles over. */
export async function bundleWidget(root: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/web/chat/chat.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['es2022', 'chrome94', 'firefox93', 'safari15.4'],
    legalComments: 'none',
    charset: 'utf8',
  });
  // The service of esbuild is a process of its own, which is not needed any more.
  await stop();
  return outputFiles[0]?.text ?? '';
}
