import { type Messages, messagesFor } from '../../i18n/messages.ts';
import { isLanguage, type Language, languageTags } from '../../languages.ts';
import { type ProblemCode, problemStatuses } from '../../problem-codes.ts';
import { formatPath, isRecordUrl, parsePath } from '../../url.ts';
import { page } from '../layout.tsx';
import { Alternates, Available, Collections, Replacement, type ReplacementLink, Retry } from './problem-links.tsx';

/** The members of a problem (RFC 9457) that the page shows. */
interface ProblemBody extends Partial<ReplacementLink> {
  title: string;
  detail: string;
  /** The path of the request. */
  instance?: string;
  available?: readonly string[];
  alternates?: Readonly<Record<string, string>>;
  /** The part of `detail` that is in another language: a notice of withdrawal. */
  quoted?: { text: string; language: Language };
}

/** The path in each language: with the language in the place of its first segment. */
const inLanguages = (path: string): Readonly<Record<string, string>> => {
  const [, , ...rest] = path.split('/');
  return Object.fromEntries(languageTags.map((tag) => [tag, ['', tag, ...rest].join('/')]));
};

/** The path in each of the available formats; none if it is not a URL of the record. */
const inFormats = ({ instance = '', available = [] }: ProblemBody): Readonly<Record<string, string>> => {
  const url = parsePath(instance);
  return isRecordUrl(url)
    ? Object.fromEntries(available.map((format) => [format, formatPath({ ...url, format })]))
    : {};
};

const Detail = ({ detail, quoted }: ProblemBody) => {
  if (!quoted) return <>{detail}</>;
  const start = detail.lastIndexOf(quoted.text);
  return (
    <>
      {detail.slice(0, start)}
      <span lang={quoted.language}>{quoted.text}</span>
      {detail.slice(start + quoted.text.length)}
    </>
  );
};

/** The valid values in place of the invalid part of the path. */
const ValidValues = ({ messages, code, body }: { messages: Messages; code: ProblemCode; body: ProblemBody }) => {
  if (code === 'unknown-language' && body.instance)
    return <Alternates messages={messages} alternates={inLanguages(body.instance)} />;
  // All collections follow by name.
  if (code === 'unknown-collection' || !body.available?.length) return null;
  const paths = code === 'unknown-format' ? inFormats(body) : {};
  return <Available messages={messages} available={body.available} paths={paths} />;
};

/** Renders a problem as a page, from the members of its `application/problem+json`. */
export const problemPage = (language: Language, code: ProblemCode, body: ProblemBody): string => {
  const messages = messagesFor(language);
  const { t } = messages;
  const { instance, replacement } = body;
  // Without a language in the path, the links lead to the home page in other languages: the default.
  const translations = isLanguage(instance?.split('/')[1]) ? inLanguages(instance ?? '') : undefined;
  const status = problemStatuses[code];
  return page({
    language,
    title: body.title,
    head: <meta name="robots" content="noindex" />,
    ...(translations && { inLanguages: translations }),
    main: (
      <>
        <h1>{body.title}</h1>
        <p class="lead">
          <Detail {...body} />
        </p>
        {status >= 500 && <Retry messages={messages} />}
        {replacement && <Replacement messages={messages} link={{ ...body, replacement }} />}
        {body.alternates && <Alternates messages={messages} alternates={body.alternates} />}
        <ValidValues messages={messages} code={code} body={body} />
        {(status === 404 || status === 410) && <Collections messages={messages} />}
        <section>
          <p>
            <a href={`/${language}`}>{t('problem.home')}</a>
          </p>
          <p>
            <a href={`/${language}/problems/${code}`}>
              {t('problem.status')} {status}
              {t('page.aside', { text: code })}
            </a>
          </p>
        </section>
      </>
    ),
  });
};
