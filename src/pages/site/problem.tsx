import { type Messages, messagesFor } from '../../i18n/messages.ts';
import { isLanguage, type Language, languageTags } from '../../languages.ts';
import { type ProblemCode, problemStatuses } from '../../problem-codes.ts';
import { formatPath, isRecordUrl, parsePath } from '../../url.ts';
import { page } from '../layout.tsx';
import { Alternates, Available, Collections, Replacement, type ReplacementLink, Retry } from './problem-links.tsx';

/** The members of a problem (RFC 9457) that its page shows, and what its text borrows. */
interface Body extends Partial<ReplacementLink> {
  title: string;
  detail: string;
  /** The path that was asked. */
  instance?: string;
  available?: readonly string[];
  alternates?: Readonly<Record<string, string>>;
  /** The part of the detail that stands in another language. */
  quoted?: { text: string; language: Language };
}

// A path that names its language has the same place in the others; any other has only their home.
const elsewhere = (path: string | undefined) => {
  const [, first, ...rest] = path?.split('/') ?? [];
  return isLanguage(first)
    ? Object.fromEntries(languageTags.map((tag) => [tag, ['', tag, ...rest].join('/')]))
    : undefined;
};

// What stands there under a format that exists, by the format's name; nothing where the path is not known.
const inFormats = ({ instance = '', available = [] }: Body): Readonly<Record<string, string>> => {
  const address = parsePath(instance);
  return isRecordUrl(address)
    ? Object.fromEntries(available.map((format) => [format, formatPath({ ...address, format })]))
    : {};
};

// The path as it was asked, under each language in the place of the first word.
const underLanguages = ({ instance = '' }: Body): Readonly<Record<string, string>> => {
  const [, , ...rest] = instance.split('/');
  return Object.fromEntries(languageTags.map((tag) => [tag, ['', tag, ...rest].join('/')]));
};

const Detail = ({ detail, quoted }: Body) => {
  if (!quoted) return <>{detail}</>;
  const at = detail.lastIndexOf(quoted.text);
  return (
    <>
      {detail.slice(0, at)}
      <span lang={quoted.language}>{quoted.text}</span>
      {detail.slice(at + quoted.text.length)}
    </>
  );
};

// What there is instead, as links where it can be told where they lead.
const Instead = ({ words, code, body }: { words: Messages; code: ProblemCode; body: Body }) => {
  if (code === 'unknown-language' && body.instance)
    return <Alternates words={words} alternates={underLanguages(body)} />;
  // The collections stand below by their names.
  if (code === 'unknown-collection' || !body.available?.length) return null;
  const places = code === 'unknown-format' ? inFormats(body) : {};
  return <Available words={words} available={body.available} places={places} />;
};

/** A problem as a person reads it; the body is that of `application/problem+json`. */
export const problemPage = (language: Language, code: ProblemCode, body: Body): string => {
  const words = messagesFor(language);
  const { t } = words;
  const inLanguages = elsewhere(body.instance);
  const status = problemStatuses[code];
  const { replacement } = body;
  return page({
    language,
    title: body.title,
    head: <meta name="robots" content="noindex" />,
    ...(inLanguages && { inLanguages }),
    main: (
      <>
        <h1>{body.title}</h1>
        <p class="lead">
          <Detail {...body} />
        </p>
        {status >= 500 && <Retry words={words} />}
        {replacement && <Replacement words={words} instead={{ ...body, replacement }} />}
        {body.alternates && <Alternates words={words} alternates={body.alternates} />}
        <Instead words={words} code={code} body={body} />
        {(status === 404 || status === 410) && <Collections words={words} />}
        <section>
          <p>
            <a href={`/${language}`}>{t('problem.home')}</a>
          </p>
          <p>
            <a href={`/${language}/problems/${code}`}>
              {t('problem.status')} {status} ({code})
            </a>
          </p>
        </section>
      </>
    ),
  });
};
