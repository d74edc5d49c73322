import { longText, messagesFor } from '../../i18n/messages.ts';
import type { Language } from '../../languages.ts';
import { contactOf, operatorName } from '../../operator.ts';
import { partnership } from '../../partnership.ts';
import { type ServicePage, servicePath } from '../service-paths.ts';
import { standalonePage } from '../standalone.tsx';
import { Markdown } from './markdown.tsx';

/** Renders a page about the service: its texts are in locales/{language}/site.json. */
export const servicePage = (language: Language, { origin, name }: { origin: string; name: ServicePage }): string => {
  const { t } = messagesFor(language);
  const { href: contactLink, text: contact } = contactOf(partnership.operator.contact);
  const title = t(`site:${name}.title`);
  const values = { operator: operatorName(language), contact, contactLink, language, origin };
  return standalonePage(language, {
    origin,
    path: servicePath(name),
    title,
    description: t(`site:${name}.description`),
    trail: [],
    main: (
      <>
        <h1>{title}</h1>
        <Markdown text={longText(t, `site:${name}`, 'text', values)} />
      </>
    ),
  });
};
