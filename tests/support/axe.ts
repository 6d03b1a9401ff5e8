import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** What violates WCAG 2.1 AA on a page, a line each. What is only good practice is printed. */
export async function violationsOn(page: Page, state: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags([...WCAG, 'best-practice'])
    // There are no frames; the other way opens another page for every analysis.
    .setLegacyMode()
    .analyze();
  const found = violations.map(({ id, help, tags, nodes }) => ({
    line: `${state}: ${id}, ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    isWcag: tags.some((tag) => WCAG.includes(tag)),
  }));
  for (const { line, isWcag } of found) {
    if (!isWcag) process.stderr.write(`good practice, ${line}\n`);
  }
  return found.filter(({ isWcag }) => isWcag).map(({ line }) => line);
}
