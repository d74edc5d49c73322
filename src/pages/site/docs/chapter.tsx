import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { standalonePage } from '../../standalone.tsx';
import { Markdown } from '../markdown.tsx';
import { type Document, operationGroups, schemaHrefs, schemaNames } from './openapi.ts';
import { groupId, OperationSection } from './operation.tsx';
import { type CommonResponses, commonResponses, HeaderNames, ProblemList } from './responses.tsx';
import { Schemas } from './schema.tsx';
import { Entries, Entry, Section } from './section.tsx';

const SignIn = ({ language, document }: { language: Language; document: Document }) => (
  <Section id="sign-in" title={messagesFor(language).t('docs.signIn')}>
    <Entries>
      {Object.values(document.components.securitySchemes ?? {}).map(({ name = 'Authorization', description }) => (
        <Entry name={name}>
          <Markdown text={description} />
        </Entry>
      ))}
    </Entries>
  </Section>
);

const Contents = ({
  language,
  entries,
}: {
  language: Language;
  entries: readonly (readonly [id: string, title: string])[];
}) => {
  const title = messagesFor(language).t('docs.contents');
  return (
    <nav aria-label={title}>
      <h2>{title}</h2>
      <ul class="links">
        {entries.map(([id, name]) => (
          <li>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const Common = ({ language, common }: { language: Language; common: CommonResponses }) => {
  const { t } = messagesFor(language);
  return (
    <Section id="always" title={t('docs.always')}>
      <ProblemList language={language} codes={common.codes} />
      <HeaderNames language={language} title={t('docs.alwaysCarries')} names={common.headers} />
      <HeaderNames language={language} title={t('docs.problemsCarry')} names={common.problemHeaders} />
    </Section>
  );
};

/** Renders a chapter of the API reference: the operations of a tag. Undefined if the document has no such tag. */
export const chapterPage = (
  language: Language,
  { origin, document, chapter }: { origin: string; document: Document; chapter: string },
): string | undefined => {
  const tag = document.tags.find((each) => each.name === chapter);
  if (!tag) return undefined;
  const { t } = messagesFor(language);
  const name = tag['x-displayName'];
  const schemaHref = schemaHrefs(language, document, chapter);
  const groups = operationGroups(document, chapter);
  const common = commonResponses(document, groups);
  const needsSignIn = groups.some(({ operations }) => operations.some(({ operation }) => operation.security));
  const schemas = schemaNames(document, chapter);
  const entries = [
    ...(needsSignIn ? [['sign-in', t('docs.signIn')] as const] : []),
    ...groups.map((group) => [groupId(group), group.summary] as const),
    ['always', t('docs.always')] as const,
    ...schemas.map((schema) => [`schema-${schema}`, t('docs.schema', { name: schema })] as const),
  ];
  return standalonePage(language, {
    title: t('docs.chapter', { name }),
    here: name,
    description: tag.description.replaceAll('`', ''),
    origin,
    path: `/docs/${chapter}`,
    trail: [[t('docs.title'), `/${language}/docs`]],
    main: (
      <>
        <h1>{t('docs.chapter', { name })}</h1>
        <div class="lead">
          <Markdown text={tag.description} />
        </div>
        <Contents language={language} entries={entries} />
        <p class="help">{t('docs.optional')}</p>
        {needsSignIn && <SignIn language={language} document={document} />}
        {groups.map((group) => (
          <OperationSection
            language={language}
            document={document}
            group={group}
            schemaHref={schemaHref}
            common={common}
          />
        ))}
        <Common language={language} common={common} />
        <Schemas language={language} document={document} names={schemas} schemaHref={schemaHref} />
      </>
    ),
  });
};
