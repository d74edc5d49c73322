import { hostOf } from '../lib/readable-url.ts';

/** The usual name of a licence: CC BY 4.0; the host of its page where it is not Creative Commons'. */
export const licenceName = (href: string): string => {
  const [, terms, number] = /creativecommons\.org\/licenses\/([a-z-]+)\/([\d.]+)/.exec(href) ?? [];
  return terms ? `CC ${terms.toUpperCase()} ${number}` : hostOf(href);
};
