import styles from '../card.css';
import { sanitize } from './sanitize.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** Whose word is taken: the service's that this script came from. A page that trusts one has not trusted another. */
const { origin } = new URL(import.meta.url);

/** Where the card of an item stands, from any URL of the item; undefined for what is no such URL of that service. */
const cardOf = (src: string): string | undefined => {
  const url = URL.parse(src, document.baseURI);
  const path = /^(\/[a-z]{2,3}(?:-\w+)?)?(?:\/(?:card|embed))?(\/[a-z]+\/[a-z\d-]+)(?:\.\w+)?\/?$/;
  const [, language = '', item] = path.exec(url?.pathname ?? '') ?? [];
  return item && url?.origin === origin ? `${origin}${language}/card${item}${url.search}` : undefined;
};

/** The language of the nearest element that states one, through the shadow trees around it, as `Accept-Language` takes it. */
const languageOf = (element: Element): string => {
  for (let here: Element | undefined = element; here; here = (here.getRootNode() as ShadowRoot).host) {
    const language = here.closest('[lang]')?.getAttribute('lang')?.replaceAll('_', '-');
    if (language !== undefined) return /^[a-z\d-]{2,35}$/i.test(language) ? language : '';
  }
  return '';
};

/**
 * `<joint-action src="…">`: shows the card of an item in place of what stands inside it, which is shown until then and
 * whenever there is no card. One request for each; `load` and `error` events, as images have them; the states
 * `loading`, `loaded` and `failed` for `:state()`. It says nothing of its own: all words come with the card.
 */
export class JointAction extends HTMLElement {
  static observedAttributes = ['src', 'lang'];
  #internals = this.attachInternals();
  #root = this.attachShadow({ mode: 'open' });
  #asked = '';
  #request: AbortController | undefined;
  // A page that changes its language says so by `lang`, on whichever element around.
  #languages = new MutationObserver(() => this.#load());

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#show('');
  }

  connectedCallback(): void {
    for (let tree: Node | undefined = this.getRootNode(); tree; tree = (tree as ShadowRoot).host?.getRootNode())
      this.#languages.observe(tree, { attributeFilter: ['lang'], subtree: true });
    addEventListener('online', this);
    this.#load();
  }

  disconnectedCallback(): void {
    this.#languages.disconnect();
    removeEventListener('online', this);
    this.#request?.abort();
    if (this.#internals.ariaBusy) this.#asked = '';
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#load();
  }

  /** Tries again when the reader is back on the network. */
  handleEvent(): void {
    if (!this.#internals.states.has('failed')) return;
    this.#asked = '';
    this.#load();
  }

  #show(state: string, ...cards: readonly Node[]): void {
    const { states } = this.#internals;
    this.#internals.ariaBusy = state === 'loading' ? 'true' : null;
    states.clear();
    if (state) states.add(state);
    // The room of a card is kept while it is on its way, so that nothing moves when it comes.
    const wait = document.createElement('div');
    wait.className = state === 'loading' ? 'joint-card-wait' : '';
    wait.append(document.createElement('slot'));
    this.#root.replaceChildren(...(state === 'loaded' ? [] : [wait]), ...cards);
    if (state === 'loaded' || state === 'failed') this.dispatchEvent(new Event(state === 'loaded' ? 'load' : 'error'));
  }

  async #load(): Promise<void> {
    const url = cardOf(this.getAttribute('src') ?? '');
    const language = languageOf(this);
    const asked = `${language} ${url}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#request?.abort();
    if (!url) return this.#show('failed');
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#show('loading');
    try {
      const response = await fetch(url, {
        signal,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        ...(language && { headers: { 'Accept-Language': language } }),
      });
      const card = sanitize(await response.text());
      if (signal.aborted) return;
      // What is gone says so beside the link; a passing trouble is no news for the readers of this page.
      const told = card && response.status < 500 ? [card] : [];
      this.#show(response.ok && card ? 'loaded' : 'failed', ...told);
    } catch {
      if (!signal.aborted) this.#show('failed');
    }
  }
}
