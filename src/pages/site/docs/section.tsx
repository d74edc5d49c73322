import type { Child } from 'hono/jsx';

/** A section with a heading. It has no accessible name, so that the many sections of a page are not landmarks. */
export const Section = ({ id, title, children }: { id: string; title: string; children: Child }) => (
  <section id={id}>
    <h2>{title}</h2>
    {children}
  </section>
);

/** A list of names with explanations. */
export const Entries = ({ children }: { children: Child }) => <dl class="facts told">{children}</dl>;

/** A name as in requests and responses, and its explanation. */
export const Entry = ({ id, name, children }: { id?: string; name: string; children: Child }) => (
  <div {...(id && { id })}>
    <dt>
      <code>{name}</code>
    </dt>
    <dd>{children}</dd>
  </div>
);

/** Names that share one explanation. */
export const SameEntries = ({ names, children }: { names: readonly string[]; children: Child }) => (
  <div>
    {names.map((name) => (
      <dt>
        <code>{name}</code>
      </dt>
    ))}
    <dd>{children}</dd>
  </div>
);

/** Puts a separator between children. */
export const joinWith = (separator: string, children: readonly Child[]): Child[] =>
  children.flatMap((child, index) => (index === 0 ? [child] : [separator, child]));
