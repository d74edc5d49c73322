import { messagesFor } from '../../../i18n/messages.ts';
import { Markdown } from '../markdown.tsx';
import { type Document, type OperationAtPath, type OperationGroup, type Parameter, resolveRef } from './openapi.ts';
import { type OperationProps, Responses } from './responses.tsx';
import { SchemaType } from './schema.tsx';
import { Entries, Entry, Section } from './section.tsx';

const parametersOf = (document: Document, { operations }: OperationGroup): Parameter[] => {
  const all = operations.flatMap(({ operation }) =>
    (operation.parameters ?? []).map((each) => resolveRef(document, each)),
  );
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
};

/** The path of the example, where one can follow it as a link. */
const exampleOf = ({ method, operation }: OperationAtPath): string | undefined =>
  method === 'get' && !operation.security ? operation['x-example-request']?.path : undefined;

// The first operation has the id of the section.
const Url = ({ at, id }: { at: OperationAtPath; id?: string }) => {
  const example = exampleOf(at);
  const name = <code>{`${at.method.toUpperCase()} ${at.path}`}</code>;
  return <dt {...(id && { id })}>{example ? <a href={example}>{name}</a> : name}</dt>;
};

const Urls = ({ language, group: { description, operations } }: OperationProps) => {
  const { t } = messagesFor(language);
  const textOf = ({ operation }: OperationAtPath) =>
    (operations.length > 1 ? operation['x-forms']?.form : description) ?? operation.description;
  return (
    <>
      <Entries>
        {[...Map.groupBy(operations, textOf)].map(([text, alike]) => (
          <div>
            {alike.map((at) => (
              <Url at={at} {...(at !== operations[0] && { id: at.operation.operationId })} />
            ))}
            <dd>
              <Markdown text={text} />
            </dd>
          </div>
        ))}
      </Entries>
      {operations.some((at) => exampleOf(at)) && <p class="help">{t('docs.examples')}</p>}
    </>
  );
};

const Parameters = ({ language, document, group, schemaHref }: OperationProps) => {
  const { t } = messagesFor(language);
  const parameters = parametersOf(document, group);
  if (parameters.length === 0) return null;
  return (
    <>
      <h3>{t('docs.parameters')}</h3>
      <Entries>
        {parameters.map(({ name, in: location, description, schema, required }) => (
          <Entry name={name}>
            <span class="mark">{t(`docs.place.${location}`)}</span>{' '}
            {required && location !== 'path' && <span class="mark">{t('docs.required')}</span>}{' '}
            <code>
              <SchemaType schema={{ ...schema, description }} schemaHref={schemaHref} />
            </code>
            {schema.default !== undefined && (
              <>
                {' '}
                {t('docs.default')} <code>{JSON.stringify(schema.default)}</code>
              </>
            )}
            <Markdown text={description} />
          </Entry>
        ))}
      </Entries>
    </>
  );
};

const Body = ({ language, group: { operations }, schemaHref }: OperationProps) => {
  const { t } = messagesFor(language);
  const [body] = operations.flatMap(({ operation }) => operation.requestBody ?? []);
  if (!body) return null;
  return (
    <>
      <h3>{t('docs.body')}</h3>
      <Entries>
        {Object.entries(body.content).map(([type, { schema }]) => (
          <Entry name={type}>
            <code>
              <SchemaType schema={schema} schemaHref={schemaHref} />
            </code>
          </Entry>
        ))}
      </Entries>
    </>
  );
};

/** The id of the section of a group: that of its first operation. */
export const groupId = ({ operations: [first] }: OperationGroup): string => first?.operation.operationId ?? '';

/** A section about a group of operations: URLs, parameters, request body, responses. */
export const OperationSection = (props: OperationProps) => {
  const { group } = props;
  return (
    <Section id={groupId(group)} title={group.summary}>
      {group.operations.length > 1 && <Markdown text={group.description} />}
      <Urls {...props} />
      <Parameters {...props} />
      <Body {...props} />
      <Responses {...props} />
      <p>
        <a href={`/${props.language}/docs/${group.operations[0]?.operation.tags[0]}/${groupId(group)}`}>
          {messagesFor(props.language).t('docs.samples')}
        </a>
      </p>
    </Section>
  );
};
