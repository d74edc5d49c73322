import type { Child } from 'hono/jsx';
import { DateText } from './fields.tsx';
import type { PageView } from './pointer.ts';
import { LocalizedText, Reference } from './text.tsx';

/** A list of entries by date: each with its day, a reference as its heading, its summary, and what `more` adds to it. */
export const DatedList = ({
  view,
  entries,
  heading = (at) => at,
  more,
}: {
  view: PageView;
  /** JSON Pointers, in the order of the list. */
  entries: readonly string[];
  /** The pointer of the reference that heads an entry; without it, the entry is one. */
  heading?: (at: string) => string;
  more?: (at: string) => Child;
}) => (
  <ol class="timeline">
    {entries.map((at) => (
      <li>
        <p class="when">
          <DateText view={view} at={`${at}/date`} />
        </p>
        <h3>
          <Reference view={view} at={heading(at)} />
        </h3>
        <p>
          <LocalizedText view={view} at={`${at}/summary`} />
        </p>
        {more?.(at)}
      </li>
    ))}
  </ol>
);
