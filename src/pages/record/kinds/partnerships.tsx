import { CodeLabel, DateText, Facts } from '../../fields.tsx';
import { entriesAt, type PageView } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { LocalizedText, Reference, References } from '../../text.tsx';
import { Cards } from '../cards.tsx';

/** The parts of a partnership's page: its facts, its meetings on a time line, its Joint Actions. */
export const Partnership = ({ view }: { view: PageView }) => {
  const { t } = view.messages;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.level'), '/level', <CodeLabel view={view} at="/level" of="level" />],
          [t('label.launched'), '/launched', <DateText view={view} at="/launched" />],
          [t('label.successor'), '/successor', <Reference view={view} at="/successor" />],
        ]}
      />
      <p class="lead">
        <LocalizedText view={view} at="/summary" />
      </p>
      <ListSection view={view} at="/councils" title={t('label.councils')}>
        <ol class="timeline">
          {entriesAt(view, '/councils')
            .reverse()
            .map((at) => (
              <li>
                <p class="when">
                  <DateText view={view} at={`${at}/date`} />
                </p>
                <h3>
                  <Reference view={view} at={at} />
                </h3>
                <p>
                  <LocalizedText view={view} at={`${at}/summary`} />
                </p>
                <dl class="inline">
                  <div>
                    <dt>{t('label.mode')}</dt>
                    <dd>
                      <CodeLabel view={view} at={`${at}/mode`} of="mode" />
                    </dd>
                  </div>
                </dl>
              </li>
            ))}
        </ol>
      </ListSection>
      <ListSection view={view} at="/actions" title={t('label.actions')}>
        <Cards view={view} at="/actions" kind="actions" level={3} />
      </ListSection>
      <ListSection view={view} at="/predecessors" title={t('label.predecessors')}>
        <References view={view} at="/predecessors" />
      </ListSection>
    </>
  );
};
