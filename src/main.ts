import { setTimeout } from 'node:timers/promises';
import { openApp } from './app.ts';
import { ConfigFault, readConfig } from './config.ts';
import { ContentFault } from './content/load.ts';
import { StorageFault } from './faults.ts';
import { createLog } from './log.ts';

const WARM_UP_AFTER_MS = 1000;

/** Starts the server; ends with a calm message and code 1 where settings, content or data folder do not allow it. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const { server, warmUp, hangUp, close } = await openApp(config, log);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  log.info({ url: server.url, authenticated: config.identity !== undefined }, 'ready');

  const stop = () => {
    hangUp();
    server.close(() => {
      void close().then(() => process.exit(0));
    });
    // Connections that are kept alive must not keep the server from ending.
    globalThis.setTimeout(() => void close().then(() => process.exit(0)), 3000).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Not at once: who starts and stops it quickly should not pay for what nobody asked for.
  await setTimeout(WARM_UP_AFTER_MS, undefined, { ref: false });
  await warmUp();
}

try {
  await main();
} catch (error) {
  const known =
    error instanceof ConfigFault || error instanceof ContentFault || error instanceof StorageFault;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exit(1);
}
