// Written by `npm run locales` from config.json and locales/. Do not edit.
import jaApi from './ja/api.json' with { type: 'json' };
import jaDeploy from './ja/deploy.json' with { type: 'json' };
import enApi from './en/api.json' with { type: 'json' };
import enDeploy from './en/deploy.json' with { type: 'json' };

/** The locale files of the tools, which the Worker never loads: the API reference and the deployment. */
export const toolLocales = {
  'ja': { api: jaApi, deploy: jaDeploy },
  'en': { api: enApi, deploy: enDeploy },
};
