import type { Child } from 'hono/jsx';

/** A part of a page of the reference. Pages have many: they are headings to jump to, but no landmarks. */
export const Section = ({ id, title, children }: { id: string; title: string; children: Child }) => (
  <section id={id}>
    <h2>{title}</h2>
    {children}
  </section>
);

/** What the reference explains, one name after the other. */
export const Entries = ({ children }: { children: Child }) => <dl class="facts told">{children}</dl>;

/** One of them: a name as it stands in requests and answers, and what there is to say of it. */
export const Entry = ({ id, name, children }: { id?: string; name: string; children: Child }) => (
  <div {...(id && { id })}>
    <dt>
      <code>{name}</code>
    </dt>
    <dd>{children}</dd>
  </div>
);

/** Several things on a line, with a mark between them. */
export const between = (mark: string, all: readonly Child[]): Child[] =>
  all.flatMap((each, index) => (index === 0 ? [each] : [mark, each]));
