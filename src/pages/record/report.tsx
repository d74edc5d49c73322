import { labelOf } from '../../i18n/values.ts';
import { definitionOf } from '../../kinds/index.ts';
import type { ItemView } from '../../model/view.ts';
import { type DraftMessage, messageLink } from '../../operator.ts';
import { partnership } from '../../partnership.ts';
import { type PageView, plainAt } from '../pointer.ts';
import { Section } from '../section.tsx';

/** Whether the value at a pointer is the item's own: what a link leads to is for a message about that item. */
const isOwn = ({ kind }: PageView, pointer: string): boolean => {
  const [name = '', ...rest] = pointer.slice(1).split('/');
  const field = definitionOf(kind).fields[name];
  if (field?.type === 'list') {
    const inner = rest.find((segment) => Object.hasOwn(field.fields, segment));
    return inner === undefined || field.fields[inner]?.type !== 'link';
  }
  return !field || !['link', 'incoming', 'entries'].includes(field.type);
};

/** The names of the fields of an item that have unverified values, each once: the first part of their pointers. */
const unverifiedFields = (view: PageView): string[] => [
  ...new Set(
    [...view.unverified].filter((pointer) => isOwn(view, pointer)).map((pointer) => pointer.split('/')[1] ?? ''),
  ),
];

const fieldLabel = ({ kind, messages }: PageView, name: string): string => {
  const { t } = messages;
  const field = definitionOf(kind).fields[name];
  if (field) return labelOf(messages, name, field);
  if (name === 'aliases') return t('record.aliases');
  if (name === 'note') return t('record.note');
  return name === 'kind' ? t('site:report.kind') : t('site:report.name');
};

// Titles of official documents may be longer than a subject should be, which is one line (RFC 5322 §2.2).
const maxSubjectLength = 80;

const shorten = (text: string): string => {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length > maxSubjectLength ? `${characters.slice(0, maxSubjectLength).join('')}…` : text;
};

/**
 * Links that begin a message to the operator about an item, with its name, URL, edition and language filled in; where it
 * has unverified values also one that names their fields, for whoever knows a source.
 */
export const Report = ({ view, item }: { view: PageView; item: ItemView }) => {
  const { t, language, languageName } = view.messages;
  const { id, canonical } = view.urls;
  const name = shorten(plainAt(view, '/name'));
  const fields = unverifiedFields(view);
  const messageAbout = (subject: string, field: string, names: readonly string[]): DraftMessage => ({
    subject,
    lines: [
      t('site:report.item', { item: canonical }),
      t('site:report.edition', { edition: item.edition }),
      t('site:report.language', { language: languageName(language) }),
      field,
      t('site:report.now'),
      t('site:report.correct'),
      t('site:report.source'),
    ],
    parameters: {
      item: id,
      edition: String(item.edition),
      language,
      ...(names.length > 0 && { field: names.join(' ') }),
    },
  });
  const link = (message: DraftMessage) => messageLink(partnership.operator.contact, message);
  const labels = fields
    .map((each) => fieldLabel(view, each))
    .reduce((first, second) => (first ? t('page.joined', { first, second }) : second), '');
  return (
    <Section id="report" title={t('site:report.title')}>
      <p>{t('site:report.help')}</p>
      <ul>
        <li>
          <a href={link(messageAbout(t('site:report.subject', { name }), t('site:report.field'), []))}>
            {t('site:report.link')}
          </a>
        </li>
        {fields.length > 0 && (
          <li>
            <a
              href={link(
                messageAbout(
                  t('site:report.unverifiedSubject', { name }),
                  t('site:report.fields', { fields: labels }),
                  fields,
                ),
              )}
            >
              {t('site:report.unverifiedLink')}
            </a>
          </li>
        )}
      </ul>
    </Section>
  );
};
