import type { Child } from 'hono/jsx';
import type { ItemView } from '../../model/view.ts';
import { Time } from '../fields.tsx';
import { licenceName } from '../licence.ts';
import { entriesAt, has, type PageView, textAt } from '../pointer.ts';
import { ListSection, Section, Table } from '../section.tsx';
import { LocalizedText, Marks, UnverifiedNote } from '../text.tsx';
import { Citation } from './citation.tsx';
import { Report } from './report.tsx';

const languageAt = (view: PageView, at: string) => textAt(view, `${at}/language`) ?? '';

const Aliases = ({ view }: { view: PageView }) => {
  const { t, languageName } = view.messages;
  return (
    <ListSection view={view} at="/aliases" title={t('record.aliases')}>
      <Table
        under="aliases"
        rows={entriesAt(view, '/aliases')}
        columns={[
          [
            t('record.alias'),
            (at) => {
              const language = languageAt(view, at);
              const text = textAt(view, `${at}/text`);
              return (
                <>
                  {language === view.language ? text : <span lang={language}>{text}</span>}
                  <Marks view={view} at={at} />
                </>
              );
            },
          ],
          [t('record.language'), (at) => languageName(languageAt(view, at))],
          [t('record.source'), (at) => <Citation view={view} href={textAt(view, `${at}/source`) ?? ''} />],
        ]}
      />
    </ListSection>
  );
};

const Sources = ({ view }: { view: PageView }) => (
  <ListSection view={view} at="/sources" title={view.messages.t('record.sources')}>
    <ul class="sources">
      {entriesAt(view, '/sources').map((at) => (
        <li>
          <Citation view={view} href={textAt(view, `${at}/href`) ?? ''} language={languageAt(view, at)} />
        </li>
      ))}
    </ul>
  </ListSection>
);

const About = ({ view, item }: { view: PageView; item: ItemView }) => {
  const { t, languageName } = view.messages;
  const { published, modified, edition, licence, languages } = item;
  const rows: [string, Child][] = [
    [t('record.published'), <Time view={view} iso={published} />],
    [t('record.modified'), <Time view={view} iso={modified} />],
    [t('record.edition'), t('record.editionNumber', { number: edition })],
    [t('record.languages'), languages.map(languageName).reduce((first, second) => t('page.joined', { first, second }))],
    [
      t('record.licence'),
      <a href={licence} rel="license">
        {licenceName(licence)}
      </a>,
    ],
  ];
  return (
    <Section id="about" title={t('record.about')}>
      <UnverifiedNote view={view} />
      <dl class="facts">
        {rows.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
};

/**
 * The end of every item's page: note, other names and spellings, sources, the record's edition and licence, and how to
 * report a mistake.
 */
export const Provenance = ({ view, item }: { view: PageView; item: ItemView }) => (
  <>
    {has(view, '/note') && (
      <Section id="note" title={view.messages.t('record.note')}>
        <p>
          <LocalizedText view={view} at="/note" />
        </p>
      </Section>
    )}
    <Aliases view={view} />
    <Sources view={view} />
    <About view={view} item={item} />
    <Report view={view} item={item} />
  </>
);
