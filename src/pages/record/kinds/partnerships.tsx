import { Code, Day, Facts } from '../../fields.tsx';
import { entriesAt, type View } from '../../pointer.ts';
import { ListSection } from '../../section.tsx';
import { Ref, Refs, Said } from '../../text.tsx';
import { Cards } from '../cards.tsx';

/** The parts of a partnership's page: its facts, its meetings on a time line, its Joint Actions. */
export const Partnership = ({ view }: { view: View }) => {
  const { t } = view.words;
  return (
    <>
      <Facts
        view={view}
        rows={[
          [t('label.level'), '/level', <Code view={view} at="/level" of="level" />],
          [t('label.launched'), '/launched', <Day view={view} at="/launched" />],
          [t('label.successor'), '/successor', <Ref view={view} at="/successor" />],
        ]}
      />
      <p class="lead">
        <Said view={view} at="/summary" />
      </p>
      <ListSection view={view} at="/councils" title={t('label.councils')}>
        <ol class="timeline">
          {entriesAt(view, '/councils')
            .reverse()
            .map((at) => (
              <li>
                <p class="when">
                  <Day view={view} at={`${at}/date`} />
                </p>
                <h3>
                  <Ref view={view} at={at} />
                </h3>
                <p>
                  <Said view={view} at={`${at}/summary`} />
                </p>
                <dl class="inline">
                  <div>
                    <dt>{t('label.mode')}</dt>
                    <dd>
                      <Code view={view} at={`${at}/mode`} of="mode" />
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
        <Refs view={view} at="/predecessors" />
      </ListSection>
    </>
  );
};
