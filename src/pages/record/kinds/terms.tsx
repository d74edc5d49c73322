import type { PageView } from '../../pointer.ts';
import { LocalizedText } from '../../text.tsx';

/** The part of a glossary entry's page: what the word means. */
export const Term = ({ view }: { view: PageView }) => (
  <p class="lead">
    <LocalizedText view={view} at="/definition" />
  </p>
);
