import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Learned, learn } from '../domain/understanding/reading.ts';
import { readArrays, writeArrays } from './array-file.ts';
import { loadQuestions } from './guide.ts';

/*
 * What was learned from the questions is kept beside the dependencies, as compiled code is, and learned anew when a
 * question, a title or the learning itself has changed. There is nothing in it but what can be made again.
 */

const root = join(import.meta.dirname, '../..');
const KEPT = join(root, 'node_modules/.cache/understanding');

/** What a model depends on: the questions and titles, and the code that learns and keeps it. */
const SOURCES = ['content/faq', 'src/content', 'src/domain'];

/** A name for the model of exactly these questions and this code. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of SOURCES) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    for (const file of files.filter((each) => each.isFile())) {
      hash.update(`${file.name}\n`).update(readFileSync(join(file.parentPath, file.name)));
    }
  }
  return hash.digest('hex').slice(0, 32);
}

/** The model of the present questions, if it was learned before on this machine and kept in the folder. */
export function keptModel(folder = KEPT, name = fingerprint()): Learned | undefined {
  try {
    return readArrays(join(folder, name)) as Learned;
  } catch {
    // Not there, or written by halves: it is learned instead.
    return undefined;
  }
}

/** Keeps a model in place of those before; where nothing can be written, the next start learns again. */
function keep(folder: string, name: string, learned: Learned): void {
  try {
    mkdirSync(folder, { recursive: true });
    const passing = join(folder, `${name}.${process.pid}`);
    writeArrays(passing, learned);
    renameSync(passing, join(folder, name));
    for (const other of readdirSync(folder)) {
      if (!other.startsWith(name)) rmSync(join(folder, other), { force: true });
    }
  } catch {
    // A folder that is only read, as in some containers.
  }
}

/**
 * What is learned from the questions of the content.
 * @throws ContentFault when a file has another form, or lacks a topic.
 */
export function learnedModel(folder = KEPT): Learned {
  // Named before it is read: what changes meanwhile is not kept under the name of what it has become.
  const name = fingerprint();
  const kept = keptModel(folder, name);
  if (kept) return kept;
  const learned = learn(loadQuestions(join(root, 'content')));
  keep(folder, name, learned);
  return learned;
}
