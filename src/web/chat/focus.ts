/** Whether a keyboard would come up when a field is focused. */
export const isTouch = (): boolean => matchMedia('(pointer: coarse)').matches;

const FOCUSABLE = 'a[href], button, textarea, [tabindex="0"]';

const isVisible = (element: Element): boolean => element.getClientRects().length > 0;

const focusables = (within: ParentNode): HTMLElement[] =>
  [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isVisible);

/** Lets the tab key go round within an element. */
export function keepWithin(element: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const all = focusables(element);
  const [first] = all;
  const last = all.at(-1);
  const root = element.getRootNode();
  const now = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const next = event.shiftKey
    ? now === first
      ? last
      : undefined
    : now === last
      ? first
      : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}
