/** The nearest element that a selector matches, through the shadow trees around an element. */
const nearest = (element: Element, selector: string): Element | undefined => {
  for (let here: Element | undefined = element; here; here = (here.getRootNode() as ShadowRoot).host) {
    const found = here.closest(selector);
    if (found) return found;
  }
  return undefined;
};

const isTag = (tag: string | null | undefined): tag is string => /^[a-z\d-]{2,35}$/i.test(tag ?? '');

/**
 * The languages that an element wants its card in, as `Accept-Language` takes them: that of the nearest element that
 * states one; and where the service has no texts in it, that of the page that the link inside leads to.
 */
export const languagesOf = (element: Element): string => {
  const around = nearest(element, '[lang]')?.getAttribute('lang')?.replaceAll('_', '-');
  const link = element.querySelector<HTMLAnchorElement>('a[href]');
  const inside = link?.hreflang || /^\/([a-z]{2,3}(?:-\w+)?)\//.exec(link?.pathname ?? '')?.[1];
  const [first, second] = [around, inside].filter(isTag);
  return first && second && first !== second ? `${first}, ${second};q=0.5` : (first ?? '');
};

// What Bootstrap, Tailwind, daisyUI, Docusaurus, Material for MkDocs and their like mark a page by.
const marks = ['data-theme', 'data-bs-theme', 'data-color-mode', 'data-mode', 'data-md-color-scheme'];
const markedAs = (...values: string[]) => marks.flatMap((mark) => values.map((value) => `[${mark}="${value}"]`)).join();
const dark = `.dark,${markedAs('dark', 'slate')}`;

/**
 * The theme that the page around is marked with; undefined where it is not. Many dark pages state no `color-scheme`,
 * which the card would follow.
 */
export const themeOf = (element: Element): 'dark' | 'light' | undefined => {
  const marked = nearest(element, `${dark},${markedAs('light')}`);
  return marked && (marked.matches(dark) ? 'dark' : 'light');
};

/** The attributes by which a page tells its language and its theme. */
export const contextAttributes = ['lang', 'class', ...marks];
