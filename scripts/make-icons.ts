import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/*
 * Draws the two icons of the Teams app: a compass, because the bot shows the way and a person decides. Run with
 * `node scripts/make-icons.ts` after a change; the pictures are kept in `manifest/`.
 */

type Colour = readonly [red: number, green: number, blue: number, alpha: number];
type Point = { x: number; y: number };

/** The colour at a point of the unit square, whose middle is 0 and whose edges are -1 and 1. */
type Drawing = (point: Point) => Colour;

const TEAL: Colour = [11, 110, 116, 255];
const WHITE: Colour = [255, 255, 255, 255];
const PALE: Colour = [150, 212, 209, 255];
const NOTHING: Colour = [255, 255, 255, 0];

/** The needle points to the north-east. */
const NEEDLE_TURN = Math.PI / 4;

/** Samples of one pixel along each side; their mean makes smooth edges. */
const SAMPLES = 8;

const inRing = ({ x, y }: Point, middle: number, half: number): boolean =>
  Math.abs(Math.hypot(x, y) - middle) <= half;

/** Along (towards the tip) and across (to its right) of the needle. */
function alongNeedle({ x, y }: Point): { along: number; across: number } {
  const sin = Math.sin(NEEDLE_TURN);
  const cos = Math.cos(NEEDLE_TURN);
  return { along: x * sin - y * cos, across: x * cos + y * sin };
}

/** A rhombus of the given half length and half width around the middle. */
function inNeedle(point: Point, length: number, width: number): boolean {
  const { along, across } = alongNeedle(point);
  return Math.abs(along) / length + Math.abs(across) / width <= 1;
}

/** Four short marks for the points of the compass. */
function inTick({ x, y }: Point, from: number, to: number, half: number): boolean {
  const [long, short] = [Math.max(Math.abs(x), Math.abs(y)), Math.min(Math.abs(x), Math.abs(y))];
  return short <= half && long >= from && long <= to;
}

const color: Drawing = (point) => {
  if (Math.hypot(point.x, point.y) <= 0.055) return TEAL;
  if (inNeedle(point, 0.43, 0.15)) return alongNeedle(point).along > 0 ? WHITE : PALE;
  if (inRing(point, 0.58, 0.045) || inTick(point, 0.4, 0.56, 0.026)) return WHITE;
  return TEAL;
};

const outline: Drawing = (point) => {
  if (inRing(point, 0.86, 0.075)) return WHITE;
  const { along } = alongNeedle(point);
  if (!inNeedle(point, 0.66, 0.25)) return NOTHING;
  return along > 0 || !inNeedle(point, 0.42, 0.12) ? WHITE : NOTHING;
};

/** The mean colour of a pixel; colours are weighted by how opaque they are. */
function pixel(drawing: Drawing, column: number, row: number, size: number): Colour {
  const sum = { red: 0, green: 0, blue: 0, alpha: 0 };
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const dx = ((sample % SAMPLES) + 0.5) / SAMPLES;
    const dy = (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
    const point = { x: ((column + dx) / size) * 2 - 1, y: ((row + dy) / size) * 2 - 1 };
    const [red, green, blue, alpha] = drawing(point);
    sum.red += red * alpha;
    sum.green += green * alpha;
    sum.blue += blue * alpha;
    sum.alpha += alpha;
  }
  if (sum.alpha === 0) return NOTHING;
  const mean = (value: number): number => Math.round(value / sum.alpha);
  return [
    mean(sum.red),
    mean(sum.green),
    mean(sum.blue),
    Math.round(sum.alpha / (SAMPLES * SAMPLES)),
  ];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of true colour with alpha (colour type 6), every line unfiltered. */
function png(drawing: Drawing, size: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const lines = Array.from({ length: size }, (_, row) =>
    Buffer.from([
      0,
      ...Array.from({ length: size }, (_, column) => pixel(drawing, column, row, size)).flat(),
    ]),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The icons by the names of their files. */
export function drawIcons(): Record<'color.png' | 'outline.png', Buffer> {
  return { 'color.png': png(color, 192), 'outline.png': png(outline, 32) };
}

if (import.meta.main) {
  for (const [name, picture] of Object.entries(drawIcons())) {
    writeFileSync(join(import.meta.dirname, '../manifest', name), picture);
    console.log(`manifest/${name}  ${picture.length} bytes`);
  }
}
