/** Measures of the sheet in points (1/72 inch); A4 portrait. */
export const PAGE = { width: 595.28, height: 841.89, left: 42, top: 42, bottom: 60 } as const;
export const WIDTH = PAGE.width - 2 * PAGE.left;
export const RIGHT = PAGE.left + WIDTH;

/** Colours that keep a contrast of at least 4.5 : 1 for text, in print as well. */
export const COLOUR = {
  ink: '#1c2733',
  soft: '#52606d',
  accent: '#1d5470',
  warning: '#8a4b00',
  line: '#d3dae0',
  strongLine: '#8b99a6',
  tint: '#eaf1f5',
  head: '#dde7ed',
  blank: '#aeb9c3',
} as const;

export type Face = 'regular' | 'strong' | 'symbols';
export type Style = { face: Face; size: number; leading: number; colour: string };

const style = (face: Face, size: number, leading: number, colour: string): Style => ({
  face,
  size,
  leading,
  colour,
});

export const STYLE = {
  title: style('strong', 21, 25, COLOUR.ink),
  kind: style('strong', 10.5, 14, COLOUR.accent),
  lead: style('regular', 10, 13, COLOUR.soft),
  section: style('strong', 13.5, 18, COLOUR.accent),
  text: style('regular', 9.4, 11.8, COLOUR.ink),
  strong: style('strong', 9.4, 11.8, COLOUR.ink),
  recommendation: style('strong', 11, 14, COLOUR.accent),
  value: style('strong', 10.5, 13, COLOUR.ink),
  warning: style('strong', 9, 11.5, COLOUR.warning),
  small: style('regular', 8.6, 10.9, COLOUR.soft),
  note: style('regular', 9, 11.2, COLOUR.ink),
  number: style('regular', 8, 11.8, COLOUR.soft),
  columnHead: style('strong', 9, 11, COLOUR.ink),
  footer: style('regular', 8, 10, COLOUR.soft),
} as const;
