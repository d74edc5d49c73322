import { unverifiedText } from '../../i18n/annotations.ts';
import { label } from '../../i18n/messages.ts';
import { parameterOf } from '../../kinds/definition.ts';
import { definitionOf } from '../../kinds/index.ts';
import { entriesAt, type PageView, textAt } from '../pointer.ts';
import { LocalizedText } from '../text.tsx';

// A relation's filter is the slug of an item, displayed by its name; there may be no such item.
const Value = ({ view, parameter, value }: { view: PageView; parameter: string; value: string }) => {
  const { t, gregorian } = view.messages;
  if (parameter === 'status') return <>{label(t, 'codes', `status.${value}`)}</>;
  if (parameter === 'side') return <>{view.messages.country(value)}</>;
  if (parameter === 'fallback') return <>{t('collection.noFallback')}</>;
  if (parameter === 'modified_since') return <>{gregorian(value)}</>;
  const at = `/filters/${parameter}/name`;
  return <>{textAt(view, at) ? <LocalizedText view={view} at={at} briefly /> : value}</>;
};

/** The filters that are set, and a link that removes them. */
export const Filters = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  const given = [...new URL(view.urls.self).searchParams].filter(([name]) => name !== 'after');
  if (given.length === 0) return null;
  return (
    <section class="filters" aria-labelledby="filters-title">
      <h2 id="filters-title">{t('collection.filters')}</h2>
      <ul>
        {given.map(([name, value]) => (
          <li>
            {t('collection.filter', { name: label(t, 'collection', `parameters.${name}`) })}
            <Value view={view} parameter={name} value={value} />
          </li>
        ))}
      </ul>
      <p>
        <a href={new URL(view.urls.self).pathname}>{t('collection.clear')}</a>
      </p>
    </section>
  );
};

interface Target {
  slug: string;
  /** The pointer of its name. */
  at: string;
}

// The items that those on this page link to by a relation, each once, in the order of their first link.
const targetsOf = (view: PageView, parameter: string): readonly Target[] => {
  const found = new Map<string, Target>();
  for (const item of entriesAt(view, '/items')) {
    const slug = textAt(view, `${item}/${parameter}/slug`);
    if (slug && !found.has(slug)) found.set(slug, { slug, at: `${item}/${parameter}/name` });
  }
  return [...found.values()];
};

const Option = ({ view, target: { slug, at }, chosen }: { view: PageView; target: Target; chosen: boolean }) => {
  const isUnverified = view.unverified.has(at);
  // An option can hold no element: with a mark, which is in the reader's language, it is in no other as a whole.
  const lang = isUnverified ? undefined : view.fallbacks[at];
  return (
    <option value={slug} {...(chosen && { selected: true })} {...(lang && { lang })}>
      {textAt(view, at) ?? slug}
      {isUnverified && view.messages.t('page.aside', { text: unverifiedText(view.messages, view.kind, at) })}
    </option>
  );
};

// The id of the note that options of other pages are not offered: the form reads no further pages.
const help = 'choosable';

/**
 * A form that filters the collection by linked items. It offers those that the items on this page link to, and says so
 * where there may be others; nothing where there is no choice.
 */
export const Choices = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  const { pathname, searchParams } = new URL(view.urls.self);
  const offered = definitionOf(view.kind)
    .filters.map((relation) => {
      const parameter = parameterOf(relation);
      return { parameter, targets: targetsOf(view, parameter), chosen: searchParams.get(parameter) };
    })
    .filter(({ targets, chosen }) => targets.length > (chosen === null ? 1 : 0));
  if (offered.length === 0) return null;
  const partial = view.urls.next !== undefined || searchParams.has('after');
  const rest = [...searchParams].filter(
    ([name]) => name !== 'after' && !offered.some((each) => each.parameter === name),
  );
  return (
    <form method="get" action={pathname} class="choosing">
      {rest.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {offered.map(({ parameter, targets, chosen }) => (
        <p>
          <label for={`by-${parameter}`}>{label(t, 'collection', `parameters.${parameter}`)}</label>
          <select id={`by-${parameter}`} name={parameter} {...(partial && { 'aria-describedby': help })}>
            <option value="">{t('collection.all')}</option>
            {targets.map((target) => (
              <Option view={view} target={target} chosen={target.slug === chosen} />
            ))}
          </select>
        </p>
      ))}
      <p>
        <button type="submit">{t('collection.choose')}</button>
      </p>
      {partial && (
        <p class="help" id={help}>
          {t('collection.choosable')}
        </p>
      )}
    </form>
  );
};
