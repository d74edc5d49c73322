import type { Child } from 'hono/jsx';

/** A part of a page of the reference. Pages have many: they are headings to jump to, but no landmarks. */
export const Part = ({ id, title, children }: { id: string; title: string; children: Child }) => (
  <section id={id}>
    <h2>{title}</h2>
    {children}
  </section>
);
