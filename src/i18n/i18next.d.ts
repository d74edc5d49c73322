import 'i18next';
import type Resources from '../../locales/resources.generated';

// Keys and variables become types: an unknown key, or a misspelt or missing variable, does not compile.
declare module 'i18next' {
  interface CustomTypeOptions {
    enableSelector: false;
    defaultNS: 'ui';
    resources: Resources;
    returnNull: false;
  }
}
