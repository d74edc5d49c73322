import type { Child } from 'hono/jsx';
import { entriesAt, type PageView, pathTo } from './pointer.ts';

/** A part of a page under its own heading, which names it for whoever jumps from heading to heading. */
export const Section = ({ id, title, children }: { id: string; title: string; children: Child }) => (
  <section id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
);

/** A section made of the list at a pointer, with the way to the rest where it is cut off; nothing where the list is empty. */
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

/** A column of a table: its heading, and what a row shows in it. */
export type Column = readonly [heading: string, cell: (at: string) => Child];

/**
 * A table, named by its caption or by the section it is `under`, whose rows turn to blocks on narrow screens. The roles stand in the markup because browsers take them away
 * from tables that are displayed as anything else.
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
