import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { problemCodes } from '../../../problem-codes.ts';
import { standalonePage } from '../../standalone.tsx';
import { Markdown } from '../markdown.tsx';
import { apis, type Document, documentPath, schemaHrefs, schemaNames } from './openapi.ts';
import { ProblemList } from './responses.tsx';
import { Schemas } from './schema.tsx';
import { Entries, Entry, Section } from './section.tsx';

const Chapters = ({ language, document }: { language: Language; document: Document }) => (
  <Section id="chapters" title={messagesFor(language).t('docs.chapters')}>
    <ul class="cards cards-few">
      {document.tags.map(({ name, description, 'x-displayName': title }) => (
        <li>
          <h3>
            <a href={`/${language}/docs/${name}`}>{title}</a>
          </h3>
          <Markdown text={description} />
        </li>
      ))}
    </ul>
  </Section>
);

/** The headers of the document with their descriptions: `Name` and its variants `Name.variant` are one. */
const headersOf = ({ components: { headers } }: Document): [name: string, descriptions: string[]][] => {
  const byName = new Map<string, Set<string>>();
  for (const [component, { description }] of Object.entries(headers)) {
    const [name = ''] = component.split('.');
    byName.set(name, (byName.get(name) ?? new Set()).add(description));
  }
  return [...byName].map(([name, descriptions]) => [name, [...descriptions]]);
};

const Headers = ({ language, document }: { language: Language; document: Document }) => (
  <Section id="headers" title={messagesFor(language).t('docs.headers')}>
    <Entries>
      {headersOf(document).map(([name, descriptions]) => (
        <Entry name={name}>
          {descriptions.map((description) => (
            <Markdown text={description} />
          ))}
        </Entry>
      ))}
    </Entries>
  </Section>
);

/** Renders the overview of the API reference: the chapters, and what all URLs have in common. */
export const overviewPage = (
  language: Language,
  { origin, document }: { origin: string; document: Document },
): string => {
  const { t } = messagesFor(language);
  const { summary, description } = document.info;
  return standalonePage(language, {
    title: t('docs.title'),
    description: summary,
    origin,
    path: '/docs',
    trail: [],
    main: (
      <>
        <h1>{t('docs.title')}</h1>
        <p class="lead">{summary}</p>
        <ul class="links">
          {apis.map((api) => (
            <li>
              <a href={documentPath(api)}>{t(`docs.document.${api}`)}</a>
            </li>
          ))}
        </ul>
        <Chapters language={language} document={document} />
        <Markdown text={description} />
        <Headers language={language} document={document} />
        <Section id="problems" title={t('docs.problems')}>
          <ProblemList language={language} codes={problemCodes} />
        </Section>
        <p class="help">{t('docs.optional')}</p>
        <Schemas
          language={language}
          document={document}
          names={schemaNames(document)}
          schemaHref={schemaHrefs(language, document)}
        />
      </>
    ),
  });
};
