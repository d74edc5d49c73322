import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { standalonePage } from '../../standalone.tsx';
import { Markdown } from '../markdown.tsx';
import { type Document, type ExampleRequest, type OperationAtPath, operationGroups, resolveRef } from './openapi.ts';
import { groupId } from './operation.tsx';
import { sampleLanguages, writeSamples } from './samples.ts';
import { Section } from './section.tsx';

// What names a program to Cloudflare Access; another provider takes `Authorization`.
const credentials = { 'CF-Access-Client-Id': 'YOUR_CLIENT_ID', 'CF-Access-Client-Secret': 'YOUR_CLIENT_SECRET' };

/** The request of an operation, with its body, and with the header fields that name who sends it. */
const requestOf = ({ operation }: OperationAtPath): ExampleRequest | undefined => {
  const request = operation['x-example-request'];
  if (!request) return undefined;
  const [body] = Object.values(operation.requestBody?.content ?? {});
  const [example] = Object.values(body?.examples ?? {});
  return {
    ...request,
    headers: { ...(operation.security && credentials), ...request.headers },
    ...(example && 'value' in example && { body: example.value }),
  };
};

/** The example answer of an operation: its media type, and its body as it is shown, JSON over several lines. */
const answerOf = (
  document: Document,
  { operation }: OperationAtPath,
): { mediaType: string; body: string } | undefined => {
  const [content] = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => Object.entries(resolveRef(document, response).content ?? {}))
    .filter(([, { examples }]) => examples);
  if (!content) return undefined;
  const [mediaType, { examples = {} }] = content;
  const [example] = Object.values(examples);
  if (!example) return undefined;
  const { value } = resolveRef(document, example);
  return { mediaType, body: typeof value === 'string' ? value : JSON.stringify(value, null, 2) };
};

/** The other forms of a URL, each with its own samples. */
const Forms = ({
  chapter,
  operations,
  current,
  language,
}: {
  chapter: string;
  operations: readonly OperationAtPath[];
  current: OperationAtPath;
  language: Language;
}) => {
  if (operations.length === 1) return null;
  return (
    <Section id="forms" title={messagesFor(language).t('docs.forms')}>
      <ul>
        {operations.map((at) => (
          <li>
            <a
              href={`/${language}/docs/${chapter}/${at.operation.operationId}`}
              {...(at === current && { 'aria-current': 'page' })}
            >
              <code>{`${at.method.toUpperCase()} ${at.path}`}</code>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Code = ({ id, title, children }: { id: string; title: string; children: string }) => (
  <Section id={id} title={title}>
    <pre tabindex={0}>
      <code>{children}</code>
    </pre>
  </Section>
);

/**
 * Renders the samples of an operation, and its example answer. Undefined if the chapter has no such operation.
 */
export const samplesPage = (
  language: Language,
  { origin, document, chapter, id }: { origin: string; document: Document; chapter: string; id: string },
): string | undefined => {
  const tag = document.tags.find((each) => each.name === chapter);
  const group = operationGroups(document, chapter).find(({ operations }) =>
    operations.some(({ operation }) => operation.operationId === id),
  );
  const at = group?.operations.find(({ operation }) => operation.operationId === id);
  if (!tag || !group || !at) return undefined;
  const { t } = messagesFor(language);
  const request = requestOf(at);
  const answer = answerOf(document, at);
  const samples = request && writeSamples(origin, request, answer?.mediaType ?? 'text/html');
  const name = `${at.method.toUpperCase()} ${at.path}`;
  return standalonePage(language, {
    title: t('docs.samplesOf', { operation: group.summary + t('page.aside', { text: name }) }),
    here: group.summary,
    description: at.operation.description.replaceAll('`', ''),
    origin,
    path: `/docs/${chapter}/${id}`,
    trail: [
      [t('docs.title'), `/${language}/docs`],
      [tag['x-displayName'], `/${language}/docs/${chapter}#${groupId(group)}`],
    ],
    main: (
      <>
        <h1>{t('docs.samplesOf', { operation: group.summary })}</h1>
        <p class="lead">
          <code>{name}</code>
        </p>
        <Markdown text={at.operation.description} />
        {at.operation.security && <p class="help">{t('docs.credentials')}</p>}
        {samples &&
          sampleLanguages.map((each) => (
            <Code id={each} title={t(`docs.sample.${each}`)}>
              {samples[each]}
            </Code>
          ))}
        {answer && (
          <Code id="answer" title={t('docs.exampleAnswer', { type: answer.mediaType })}>
            {answer.body}
          </Code>
        )}
        <Forms chapter={chapter} operations={group.operations} current={at} language={language} />
      </>
    ),
  });
};
