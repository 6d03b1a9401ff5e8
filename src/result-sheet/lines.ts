/** After a space and after a hyphen or slash inside a word; never inside an abbreviation such as "z. B.". */
const BREAKS = /(?<= )(?!(?<=(?:^|[^\p{L}])\p{L}\. )\p{L}\.)|(?<=\p{L}[-/–]{1,2})(?=\p{L})/u;

const graphemes = new Intl.Segmenter('de', { granularity: 'grapheme' });

function cut(word: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const { segment } of graphemes.segment(word)) {
    const wide = measure(segment);
    if (part && used + wide > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += segment;
    used += wide;
  }
  return [...parts, part];
}

function breakParagraph(
  paragraph: string,
  width: number,
  measure: (text: string) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(BREAKS)) {
    if (measure((line + word).trimEnd()) <= width) {
      line += word;
      continue;
    }
    if (line) lines.push(line);
    const parts = measure(word.trimEnd()) > width ? cut(word, width, measure) : [word];
    line = parts.pop() ?? '';
    lines.push(...parts);
  }
  return [...lines, line];
}

/**
 * Breaks a text into lines that are at most `width` points wide, as `measure` tells. Words that are wider than a line
 * are cut between letters; a single letter wider than a line stands alone. Line breaks in the text are kept. A line
 * keeps the space at its end, which is not measured, so that readers of the file do not glue words together. An empty
 * text has no lines.
 */
export function breakLines(
  text: string,
  width: number,
  measure: (text: string) => number,
): string[] {
  if (!text) return [];
  return text.split('\n').flatMap((paragraph) => breakParagraph(`${paragraph} `, width, measure));
}

/** At most `most` lines; where some are left out, the last one ends with an ellipsis. */
export function clip(lines: string[], most: number): string[] {
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), `${(kept.at(-1) ?? '').slice(0, -1).trimEnd()}…`];
}
