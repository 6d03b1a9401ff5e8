type Document = { doc: PDFKit.PDFDocument };

/** An element of the document's structure, which screen readers follow. */
export type Element = { type: string; node: PDFKit.PDFStructureElement };

/** What assistive technology is told of an element beside its text; spans are those of table cells. */
export type ElementOptions = {
  alt?: string;
  expanded?: string;
  scope?: 'Row' | 'Column';
  rowSpan?: number;
  colSpan?: number;
};

/** Adds an element to the structure, below its parent and after the elements that are there. */
export function element(
  { doc }: Document,
  parent: Element,
  type: string,
  { alt, expanded, scope, rowSpan, colSpan }: ElementOptions = {},
): Element {
  const node = doc.struct(type, { ...(alt && { alt }), ...(expanded && { expanded }) });
  if (scope || rowSpan || colSpan) {
    // The library's options know no spans, its dictionary takes them.
    const { dictionary } = node as unknown as { dictionary: { data: Record<string, unknown> } };
    dictionary.data['A'] = {
      O: 'Table',
      ...(scope && { Scope: scope }),
      ...(rowSpan && { RowSpan: rowSpan }),
      ...(colSpan && { ColSpan: colSpan }),
    };
  }
  parent.node.add(node);
  return { type, node };
}

/** Draws the content of an element; an element may have several, on several pages. */
export function tag({ doc }: Document, { type, node }: Element, draw: () => void): void {
  const content = doc.markStructureContent(type);
  draw();
  doc.endMarkedContent();
  node.add(content);
}

/** Draws what only looks: lines, tints, repeated heads and footers. Screen readers pass over it. */
export function decorate(
  { doc }: Document,
  draw: () => void,
  type: 'Layout' | 'Pagination' = 'Layout',
): void {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
}
