import { createEditorClient } from '../../cli/client.ts';

/** Publishes a term and withdraws it again, with a notice in both languages. */
export const withdrawTerm = async (editorOrigin: string, slug: string): Promise<void> => {
  const record = {
    facts: {
      sources: [{ href: 'https://www.gov.uk/', language: 'en' }],
      licence: 'https://creativecommons.org/licenses/by/4.0/',
    },
    texts: {
      ja: { name: '試しの用語', definition: '試しです。' },
      en: { name: 'A term to try', definition: 'To try.' },
    },
  };
  const items = [{ kind: 'terms', slug, record, match: null }];
  const made = await createEditorClient(editorOrigin, 'en')('POST', '/publications', { items });
  if (made.status !== 200) throw new Error(`the term was not published: ${made.status}`);
  const withdrawn = await fetch(`${editorOrigin}/editor/api/terms/${slug}/withdraw`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'If-Match': '"e1"' },
    body: JSON.stringify({ notice: { ja: '試しを終えました。', en: 'The trial is over.' } }),
  });
  if (withdrawn.status !== 200) throw new Error(`the term was not withdrawn: ${withdrawn.status}`);
};
