import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/*
 * Plain data with large typed arrays in a file: its JSON, in which each array is named by its place, and behind it the
 * arrays as they are. Reading fills each array straight from the file, so nothing is held twice.
 */

const KINDS = { Uint8Array, Uint16Array, Int32Array, Float32Array, Float64Array } as const;

type Kind = keyof typeof KINDS;
type NumberArray = InstanceType<(typeof KINDS)[Kind]>;

/** Where an array stands behind the JSON, in bytes, and how many numbers it has. */
type Place = { kind: Kind; at: number; length: number };

const isArray = (value: unknown): value is NumberArray =>
  ArrayBuffer.isView(value) && value.constructor.name in KINDS;

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'kind,at,length';

const bytesOf = ({ buffer, byteOffset, byteLength }: NumberArray): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const HEAD_BYTES = 4;

/** Writes plain data; a file that is there is overwritten. @throws where the file system does not allow it. */
export function writeArrays(path: string, data: object): void {
  const arrays: NumberArray[] = [];
  let at = 0;
  const json = JSON.stringify(data, (_key, value: unknown) => {
    if (!isArray(value)) return value;
    const place: Place = { kind: value.constructor.name as Kind, at, length: value.length };
    arrays.push(value);
    at += value.byteLength;
    return place;
  });
  const text = Buffer.from(json);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(text.length);
  const file = openSync(path, 'w');
  try {
    for (const part of [head, text, ...arrays.map(bytesOf)]) writeWhole(file, part);
  } finally {
    closeSync(file);
  }
}

function writeWhole(file: number, part: Uint8Array): void {
  for (let done = 0; done < part.length; ) done += writeSync(file, part, done);
}

function readWhole(file: number, into: Uint8Array, from: number): void {
  for (let done = 0; done < into.length; ) {
    const count = readSync(file, into, done, into.length - done, from + done);
    if (count === 0) throw new RangeError('the file ends too early');
    done += count;
  }
}

/** Reads what `writeArrays` wrote. @throws where there is no such file, or it ends too early. */
export function readArrays(path: string): unknown {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    readWhole(file, head, 0);
    const text = Buffer.alloc(head.readUInt32LE());
    readWhole(file, text, HEAD_BYTES);
    const base = HEAD_BYTES + text.length;
    return JSON.parse(text.toString(), (_key, value: unknown) => {
      if (!isPlace(value)) return value;
      const array = new KINDS[value.kind](value.length);
      readWhole(file, bytesOf(array), base + value.at);
      return array;
    });
  } finally {
    closeSync(file);
  }
}
