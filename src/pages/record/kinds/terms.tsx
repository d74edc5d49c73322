import type { View } from '../../pointer.ts';
import { Said } from '../../text.tsx';

/** The part of a glossary entry's page: what the word means. */
export const Term = ({ view }: { view: View }) => (
  <p class="lead">
    <Said view={view} at="/definition" />
  </p>
);
