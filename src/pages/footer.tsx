import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import { contactOf, operatorName } from '../operator.ts';
import { partnership } from '../partnership.ts';
import { servicePages, servicePath } from './service-paths.ts';

/** The foot of every page: links to the pages about the service, that no government publishes it, and who runs it. */
export const Footer = ({ language }: { language: Language }) => {
  const { t } = messagesFor(language);
  const links: readonly (readonly [title: string, href: string])[] = [
    ...servicePages.map((name) => [t(`site:${name}.title`), `/${language}${servicePath(name)}`] as const),
    [t('site:footer.contact'), contactOf(partnership.operator.contact).href],
    [t('home.embed'), `/${language}/embed-builder`],
    [t('home.reference'), `/${language}/docs`],
    [t('page.changes'), `/${language}/changes.atom`],
  ];
  return (
    <footer class="footer">
      <div class="width">
        <ul class="links">
          {links.map(([title, href]) => (
            <li>
              <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
        <p>{t('site:footer.notice')}</p>
        <p>{t('site:footer.operator', { operator: operatorName(language) })}</p>
      </div>
    </footer>
  );
};
