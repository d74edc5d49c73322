import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { standalonePage } from '../../standalone.tsx';
import { Markdown } from './markdown.tsx';
import { type Document, groupsOf, schemaHrefs, schemasIn } from './openapi.ts';
import { anchorOf, Operations } from './operation.tsx';
import { alwaysIn, type CommonResponses, Headers, Problems } from './responses.tsx';
import { Schemas } from './schema.tsx';
import { Entries, Entry, Section } from './section.tsx';

const SignIn = ({ language, document }: { language: Language; document: Document }) => (
  <Section id="sign-in" title={messagesFor(language).t('docs.signIn')}>
    <Entries>
      {Object.values(document.components.securitySchemes).map(({ name, description }) => (
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

const Everywhere = ({ language, always }: { language: Language; always: CommonResponses }) => {
  const { t } = messagesFor(language);
  return (
    <Section id="always" title={t('docs.always')}>
      <Problems language={language} codes={always.codes} />
      <Headers language={language} title={t('docs.alwaysCarries')} names={always.headers} />
      <Headers language={language} title={t('docs.problemsCarry')} names={always.ofProblems} />
    </Section>
  );
};

/** A chapter of the reference: the URLs of one tag of the document, and what they take and give. Nothing for no tag of it. */
export const chapterPage = (
  language: Language,
  { origin, document, chapter }: { origin: string; document: Document; chapter: string },
): string | undefined => {
  const tag = document.tags.find((each) => each.name === chapter);
  if (!tag) return undefined;
  const { t } = messagesFor(language);
  const name = tag['x-displayName'];
  const at = schemaHrefs(language, document, chapter);
  const groups = groupsOf(document, chapter);
  const always = alwaysIn(document, groups);
  const guarded = groups.some(({ placed }) => placed.some(({ operation }) => operation.security));
  const schemas = schemasIn(document, chapter);
  const entries = [
    ...(guarded ? [['sign-in', t('docs.signIn')] as const] : []),
    ...groups.map((group) => [anchorOf(group), group.summary] as const),
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
        {guarded && <SignIn language={language} document={document} />}
        {groups.map((group) => (
          <Operations language={language} document={document} group={group} at={at} always={always} />
        ))}
        <Everywhere language={language} always={always} />
        <Schemas language={language} document={document} names={schemas} at={at} />
      </>
    ),
  });
};
