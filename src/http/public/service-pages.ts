import type { ServicePage } from '../../pages/service-paths.ts';
import { servicePage } from '../../pages/site/service-page.tsx';
import type { AppContext } from '../env.ts';
import { ownPage } from './own-page.ts';

/** `/about`, `/accessibility`, `/privacy`: who runs the service, how accessible it is, what it records. */
export const aboutService =
  (name: ServicePage) =>
  (c: AppContext): Response =>
    ownPage(c, servicePage(c.var.language, { origin: c.var.config.origin, name }));
