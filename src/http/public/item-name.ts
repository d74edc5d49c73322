import type { Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import type { Annotations } from '../../model/view.ts';
import type { ItemOption } from '../../pages/site/embed-builder-form.tsx';
import { formatPath } from '../../url.ts';
import type { Backend } from './backend.ts';

type Named = { slug: string; name: string | null };
type Marks = Pick<Annotations, 'fallbacks' | 'unverified'>;

/** Names an item by what an answer in JSON says of it at a pointer: its fallback language, if any, and its mark. */
const nameOf = ({ slug, name }: Named, { fallbacks, unverified }: Marks, pointer: string): ItemOption => ({
  slug,
  name: name ?? slug,
  ...(fallbacks[pointer] && { lang: fallbacks[pointer] }),
  ...(unverified.includes(pointer) && { unverified: true }),
});

/**
 * Reads the name and the current slug of an item from the public reads, a renamed item under its new slug; undefined
 * where there is nothing to show.
 * @throws Error where the public reads fail.
 */
export const readItemName = async (
  backend: Backend,
  origin: string,
  item: { kind: Kind; slug: string; language: Language },
): Promise<ItemOption | undefined> => {
  const first = await backend(origin + formatPath({ ...item, format: 'json' }));
  const location = first.status === 308 ? first.headers.get('Location') : null;
  const response = location ? await backend(location) : first;
  if (response.status >= 500) throw new Error(`the public reads answered ${response.status}`);
  if (response.status !== 200) return undefined;
  const view = await response.json<Named & Marks>();
  return nameOf(view, view, '/name');
};

/** Reads the names of one page of a collection, and the cursor of the next page. */
export const readItemNames = async (
  backend: Backend,
  page: string,
): Promise<{ items: ItemOption[]; next: string | undefined }> => {
  const response = await backend(page);
  if (response.status !== 200) throw new Error(`the public reads answered ${response.status}`);
  const { items, next, ...marks } = await response.json<{ items: Named[]; next: string | null } & Marks>();
  return {
    items: items.map((item, index) => nameOf(item, marks, `/items/${index}/name`)),
    next: next === null ? undefined : (new URL(next).searchParams.get('after') ?? undefined),
  };
};
