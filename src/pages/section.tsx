import type { Child } from 'hono/jsx';
import { entriesAt, type PageView, pathTo } from './pointer.ts';

/** A section of a page, labelled by its heading. */
export const Section = ({ id, title, children }: { id: string; title: string; children: Child }) => (
  <section id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
);

/** The section of the list at a pointer, with a link to the whole list where it is cut off; nothing for an empty list. */
export const ListSection = ({
  view,
  at,
  title,
  children,
}: {
  view: PageView;
  at: string;
  title: string;
  children: Child;
}) => {
  if (entriesAt(view, at).length === 0) return null;
  const more = view.urls.more[at];
  return (
    <Section id={at.slice(1)} title={title}>
      {children}
      {more && (
        <p>
          <a href={pathTo(view, more)}>{view.messages.t('page.more')}</a>
        </p>
      )}
    </Section>
  );
};

/** A column of a table: its heading, and its cell in a row. */
export type Column = readonly [heading: string, cell: (at: string) => Child];

/**
 * A table, labelled by its caption or by the section it is `under`. Its rows become blocks on narrow screens; the roles
 * are in the markup because browsers remove them from tables that are not displayed as such.
 */
export const Table = ({
  caption,
  under,
  columns,
  rows,
}: {
  caption?: string;
  under?: string;
  columns: readonly Column[];
  rows: readonly string[];
}) => (
  <table class="stack" role="table" {...(under && { 'aria-labelledby': `${under}-title` })}>
    {caption && <caption>{caption}</caption>}
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(([heading]) => (
          <th scope="col" role="columnheader">
            {heading}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map((at) => (
        <tr role="row">
          {columns.map(([heading, cell]) => (
            <td role="cell" data-label={heading}>
              {cell(at)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
