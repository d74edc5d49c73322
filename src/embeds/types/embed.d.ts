/** The attributes of `<joint-action>`. */
export interface JointActionAttributes {
  /** Any URL of an item of the service that embed.js comes from. */
  src: string;
  /** The language of the card, if not that of the nearest element with a `lang`. */
  lang?: string;
  /** Without it, the card follows the page. */
  theme?: 'light' | 'dark';
}

/** `<joint-action>`: the card of an item. It has the events `load` and `error`. */
export interface JointActionElement extends HTMLElement {}

declare global {
  interface HTMLElementTagNameMap {
    'joint-action': JointActionElement;
  }
}
