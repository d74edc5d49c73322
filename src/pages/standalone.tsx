import type { Child } from 'hono/jsx';
import { type Language, languages } from '../languages.ts';
import { Translations } from './head.tsx';
import { page } from './layout.tsx';

/** A page in which the service tells of itself: where it is after the language, the way there, and what it says. */
export interface StandalonePage {
  origin: string;
  path: string;
  title: string;
  trail: readonly (readonly [name: string, path: string])[];
  description?: string;
  /** What it is called at the end of that way, where it is not its title. */
  here?: Child;
  main: Child;
}

/** A page of the service's own: the same one in the other languages is a step away. */
export const standalonePage = (language: Language, { origin, path, main, ...rest }: StandalonePage): string =>
  page({
    language,
    ...rest,
    head: <Translations origin={origin} language={language} path={path} />,
    inLanguages: Object.fromEntries(languages.map(({ tag }) => [tag, `/${tag}${path}`])),
    main,
  });
