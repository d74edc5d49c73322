import type { Child } from 'hono/jsx';
import type { Reading } from '../../model/edition.ts';
import { Moment, Outward } from '../fields.tsx';
import { entriesAt, has, textAt, type View } from '../pointer.ts';
import { ListSection, Section, Table } from '../section.tsx';
import { Doubts, Notes, Said } from '../text.tsx';

const languageAt = (view: View, at: string) => textAt(view, `${at}/language`) ?? '';

// As people write an address down: whole, for on paper it is all there is of the link.
const written = (href: string): string => href.replace(/^https:\/\/|\/$/g, '');

const Aliases = ({ view }: { view: View }) => {
  const { t, languageName } = view.words;
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
                  <Notes view={view} at={at} />
                </>
              );
            },
          ],
          [t('record.language'), (at) => languageName(languageAt(view, at))],
          [
            t('record.source'),
            (at) => {
              const href = textAt(view, `${at}/source`) ?? '';
              return (
                <a class="address" href={href} rel="external">
                  {written(href)}
                </a>
              );
            },
          ],
        ]}
      />
    </ListSection>
  );
};

const Sources = ({ view }: { view: View }) => (
  <ListSection view={view} at="/sources" title={view.words.t('record.sources')}>
    <ul class="sources">
      {entriesAt(view, '/sources').map((at) => {
        const href = textAt(view, `${at}/href`) ?? '';
        return (
          <li>
            <Outward view={view} href={href} language={languageAt(view, at)}>
              <span class="address">{written(href)}</span>
            </Outward>
          </li>
        );
      })}
    </ul>
  </ListSection>
);

const About = ({ view, reading }: { view: View; reading: Reading }) => {
  const { t, languageName } = view.words;
  const { published, modified, edition, licence, languages } = reading;
  const rows: [string, Child][] = [
    [t('record.published'), <Moment view={view} iso={published} />],
    [t('record.modified'), <Moment view={view} iso={modified} />],
    [t('record.edition'), t('record.editionNumber', { number: edition })],
    [t('record.languages'), languages.map(languageName).reduce((first, second) => t('page.joined', { first, second }))],
    [
      t('record.licence'),
      <a href={licence} rel="license">
        {written(licence)}
      </a>,
    ],
  ];
  return (
    <Section id="about" title={t('record.about')}>
      <Doubts view={view} />
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

/** What every item's page says below its own parts: note, other spellings, sources, and about the record itself. */
export const Provenance = ({ view, reading }: { view: View; reading: Reading }) => (
  <>
    {has(view, '/note') && (
      <Section id="note" title={view.words.t('record.note')}>
        <p>
          <Said view={view} at="/note" />
        </p>
      </Section>
    )}
    <Aliases view={view} />
    <Sources view={view} />
    <About view={view} reading={reading} />
  </>
);
