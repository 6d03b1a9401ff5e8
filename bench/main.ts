import { availableParallelism, loadavg } from 'node:os';
import { firstMessage } from './first-message.ts';
import { turns } from './turns.ts';
import { understanding } from './understanding.ts';

/** `npm run bench` measures everything, `npm run bench -- understanding` one part. */
const PARTS = new Map([
  ['turns', turns],
  ['understanding', understanding],
  ['chat', firstMessage],
]);

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PARTS.has(name));

if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${[...PARTS.keys()].join(', ')}.`);
  process.exitCode = 1;
} else {
  const [load = 0] = loadavg();
  console.log(
    `${availableParallelism()} processors, before it began ${load.toFixed(1)} processes wanted one; Node.js ${process.version}`,
  );
  for (const [name, part] of PARTS) {
    if (asked.length === 0 || asked.includes(name)) await part();
  }
}
