import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds on a page, or in a part of it, that keeps people out: beyond what it tries unasked, the size of what is
 * pressed (WCAG 2.5.8).
 */
export const barriers = async (page: Page, part?: string): Promise<string[]> => {
  const axe = new AxeBuilder({ page }).options({
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  });
  // A page without frames is tried in one go. Else the findings of each are put together on a page opened for it, which
  // takes longer than all the rest.
  if (page.frames().length === 1) axe.setLegacyMode();
  if (part) axe.include(part);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};
