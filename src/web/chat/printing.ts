/*
 * Prints the conversation and nothing else of the page. What leads to the chat is marked, and a style sheet that
 * counts for paper only hides everything beside the marked way.
 */

const WAY = 'data-lotse-printing';

const RULES = `@media print {
  [${WAY}] {
    display: block !important;
    position: static !important;
    float: none !important;
    width: auto !important;
    max-width: none !important;
    height: auto !important;
    min-height: 0 !important;
    max-height: none !important;
    margin: 0 !important;
    padding: 0 !important;
    border: 0 !important;
    overflow: visible !important;
    transform: none !important;
    background: none !important;
  }
  [${WAY}] > :not([${WAY}]) { display: none !important; }
  [${WAY}]::before, [${WAY}]::after { content: none !important; }
}`;

export function printConversation(chat: HTMLElement): void {
  if (!document.adoptedStyleSheets) {
    window.print();
    return;
  }
  const way: Element[] = [];
  for (let node: Element | null = chat; node; node = node.parentElement) way.push(node);
  for (const element of way) element.setAttribute(WAY, '');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(RULES);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const end = (): void => {
    for (const element of way) element.removeAttribute(WAY);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
  // Where printing goes on in the background, `print` returns before it is done.
  window.addEventListener('afterprint', end, { once: true });
  window.print();
}
