import { wordsOf } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { problemCodes } from '../../../problem-codes.ts';
import { leaf } from '../../standalone.tsx';
import { Prose } from './markdown.tsx';
import { type Document, schemasIn, whereabouts } from './openapi.ts';
import { Problems } from './responses.tsx';
import { Schemas } from './schema.tsx';
import { Entries, Entry, Part } from './section.tsx';

const Chapters = ({ language, document }: { language: Language; document: Document }) => (
  <Part id="chapters" title={wordsOf(language).t('docs.chapters')}>
    <ul class="cards cards-few">
      {document.tags.map(({ name, description, 'x-displayName': title }) => (
        <li>
          <h3>
            <a href={`/${language}/docs/${name}`}>{title}</a>
          </h3>
          <Prose text={description} />
        </li>
      ))}
    </ul>
  </Part>
);

/** What each header says, whatever form of it an answer has. */
const headersIn = ({ components: { headers } }: Document): [name: string, told: string[]][] => {
  const told = new Map<string, Set<string>>();
  for (const [component, { description }] of Object.entries(headers)) {
    const [name = ''] = component.split('.');
    told.set(name, (told.get(name) ?? new Set()).add(description));
  }
  return [...told].map(([name, descriptions]) => [name, [...descriptions]]);
};

const Headers = ({ language, document }: { language: Language; document: Document }) => (
  <Part id="headers" title={wordsOf(language).t('docs.headers')}>
    <Entries>
      {headersIn(document).map(([name, told]) => (
        <Entry name={name}>
          {told.map((description) => (
            <Prose text={description} />
          ))}
        </Entry>
      ))}
    </Entries>
  </Part>
);

/** The first page of the reference: what holds for every URL, and the way to the chapters. */
export const overviewPage = (
  language: Language,
  { origin, document }: { origin: string; document: Document },
): string => {
  const { t } = wordsOf(language);
  const { summary, description } = document.info;
  return leaf(language, {
    title: t('docs.title'),
    description: summary,
    origin,
    path: '/docs',
    trail: [],
    main: (
      <>
        <h1>{t('docs.title')}</h1>
        <p class="lead">{summary}</p>
        <p>
          <a href="/openapi.json">{t('docs.document')}</a>
        </p>
        <Chapters language={language} document={document} />
        <Prose text={description} />
        <Headers language={language} document={document} />
        <Part id="problems" title={t('docs.problems')}>
          <Problems language={language} codes={problemCodes} />
        </Part>
        <p class="help">{t('docs.optional')}</p>
        <Schemas
          language={language}
          document={document}
          names={schemasIn(document)}
          at={whereabouts(language, document)}
        />
      </>
    ),
  });
};
