import { entriesAt, has, type PageView, plainAt, textAt } from '../../pointer.ts';
import { periodAt } from '../facts.tsx';
import { Chart } from './chart.tsx';
import { type Commitment, layoutTimeline, type Meeting } from './layout.ts';

const given = <Name extends string>(name: Name, value: string | null | undefined) =>
  (value ? { [name]: value } : {}) as { [key in Name]?: string };

const commitmentAt = (view: PageView, at: string): Commitment => {
  const { t } = view.messages;
  const status = (textAt(view, `${at}/status`) ?? 'announced') as Commitment['status'];
  const statusText = t(`codes.status.${status}`);
  const due = periodAt(view, `${at}/due`);
  return {
    text: t('page.named', { what: statusText, value: plainAt(view, `${at}/text`) }),
    language: view.fallbacks[`${at}/text`] ?? view.language,
    status,
    statusText,
    ...given('from', textAt(view, `${at}/due/from`)),
    ...given('until', textAt(view, `${at}/due/until`)),
    ...(due && {
      due: {
        text: t('page.named', { what: t('label.due'), value: due }),
        language: view.fallbacks[`${at}/due/text`] ?? view.language,
      },
    }),
  };
};

const chapterAt = (view: PageView, at: string): Meeting => {
  const date = textAt(view, `${at}/date`) ?? '';
  return {
    name: plainAt(view, `${at}/council/name`),
    language: view.fallbacks[`${at}/council/name`] ?? view.language,
    date,
    dateText: view.messages.gregorian(date),
    commitments: entriesAt(view, `${at}/commitments`).map((entry) => commitmentAt(view, entry)),
  };
};

/**
 * The timeline of a Joint Action's outcomes, drawn for wide and for narrow screens, of which one is displayed. The
 * section with the heading `heading` has the same as text.
 */
export const Timeline = ({ view, heading }: { view: PageView; heading: string }) => {
  const { t } = view.messages;
  const chapters = entriesAt(view, '/outcomes')
    .filter((at) => has(view, `${at}/date`))
    .map((at) => chapterAt(view, at))
    .sort((one, other) => Date.parse(one.date) - Date.parse(other.date));
  if (chapters.length === 0) return null;
  const labels = { name: 'story-title', description: 'story-description' };
  return (
    <section id="story" aria-labelledby={labels.name}>
      <h2 id={labels.name}>{t('story.title')}</h2>
      <figure class="story">
        <figcaption id={labels.description}>{t('story.description', { heading })}</figcaption>
        <Chart
          plan={layoutTimeline(chapters, 704)}
          title={t('story.title')}
          description={labels.description}
          language={view.language}
          kind="wide"
        />
        <Chart
          plan={layoutTimeline(chapters, 288)}
          title={t('story.title')}
          description={labels.description}
          language={view.language}
          kind="narrow"
        />
      </figure>
    </section>
  );
};
