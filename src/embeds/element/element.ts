import styles from '../card.css';
import { reservedHeightOf } from '../reserved-height.ts';
import { contextAttributes, languagesOf, themeOf } from './context.ts';
import { sanitize } from './sanitize.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/** Whose word is taken: the service's that this script came from. A page that trusts one has not trusted another. */
const { origin } = new URL(import.meta.url);

/** The URL and the kind of the card of an item, from any URL of the item; undefined for what is no such URL of that service. */
const cardOf = (src: string): { url: string; kind: string } | undefined => {
  const url = URL.parse(src, document.baseURI);
  const path = /^(\/[a-z]{2,3}(?:-\w+)?)?(?:\/(?:card|embed))?\/([a-z]+)(\/[a-z\d-]+)(?:\.\w+)?\/?$/;
  const [, language = '', kind, slug] = path.exec(url?.pathname ?? '') ?? [];
  return kind && url?.origin === origin
    ? { url: `${origin}${language}/card/${kind}${slug}${url.search}`, kind }
    : undefined;
};

/**
 * `<joint-action src="…">`: shows the card of an item in place of what stands inside it, which is shown until then and
 * whenever there is no card. One request for each; `load` and `error` events, as images have them; the states
 * `loading`, `loaded` and `failed` for `:state()`, and `dark` or `light` where the page is marked so. It says nothing of
 * its own: all words come with the card.
 */
export class JointAction extends HTMLElement {
  static observedAttributes = ['src', 'lang'];
  #internals = this.attachInternals();
  #root = this.attachShadow({ mode: 'open' });
  #asked = '';
  #request: AbortController | undefined;
  // A page changes its language and its theme by attributes of whichever element around.
  #context = new MutationObserver(() => this.#follow());

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#show('', '');
  }

  connectedCallback(): void {
    for (let tree: Node | undefined = this.getRootNode(); tree; tree = (tree as ShadowRoot).host?.getRootNode())
      this.#context.observe(tree, { attributeFilter: contextAttributes, subtree: true });
    addEventListener('online', this);
    this.#follow();
  }

  disconnectedCallback(): void {
    this.#context.disconnect();
    removeEventListener('online', this);
    this.#request?.abort();
    if (this.#internals.ariaBusy) this.#asked = '';
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#follow();
  }

  #follow(): void {
    const { states } = this.#internals;
    const theme = themeOf(this);
    for (const each of ['dark', 'light']) each === theme ? states.add(each) : states.delete(each);
    this.#load();
  }

  /** Tries again when the reader is back on the network. */
  handleEvent(): void {
    if (!this.#internals.states.has('failed')) return;
    this.#asked = '';
    this.#load();
  }

  #show(state: string, kind: string, ...cards: readonly Node[]): void {
    const { states } = this.#internals;
    this.#internals.ariaBusy = state === 'loading' ? 'true' : null;
    for (const each of ['loading', 'loaded', 'failed']) states.delete(each);
    if (state) states.add(state);
    // The space of a card is reserved while it is on its way, so that little moves when it comes.
    const wait = document.createElement('div');
    if (state === 'loading')
      wait.style.minHeight = `var(--joint-action-height, var(--joint-action-reserved-height, ${reservedHeightOf(kind)}))`;
    wait.append(document.createElement('slot'));
    this.#root.replaceChildren(...(state === 'loaded' ? [] : [wait]), ...cards);
    if (state === 'loaded' || state === 'failed') this.dispatchEvent(new Event(state === 'loaded' ? 'load' : 'error'));
  }

  async #load(): Promise<void> {
    const { url, kind = '' } = cardOf(this.getAttribute('src') ?? '') ?? {};
    const languages = languagesOf(this);
    const asked = `${languages} ${url}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#request?.abort();
    if (!url) return this.#show('failed', kind);
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#show('loading', kind);
    try {
      const response = await fetch(url, {
        signal,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        ...(languages && { headers: { 'Accept-Language': languages } }),
      });
      const card = sanitize(await response.text());
      if (signal.aborted) return;
      // What is gone says so beside the link; a passing trouble is no news for the readers of this page.
      const told = card && response.status < 500 ? [card] : [];
      this.#show(response.ok && card ? 'loaded' : 'failed', kind, ...told);
    } catch {
      if (!signal.aborted) this.#show('failed', kind);
    }
  }
}
