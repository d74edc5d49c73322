/**
 * What a frame tells the page around it. How tall the card is, whenever that changes: `{ embed, height }`, the frame's own
 * URL and CSS pixels, to that page's origin alone, where the browser says which that is. To WordPress, which gives the
 * frame a secret, the same in its own words (wp-embed.js), and which link was chosen: in its sandbox none opens.
 */
const { ancestorOrigins, hash, href, host } = location;
const around = ancestorOrigins?.[0] || (document.referrer && new URL(document.referrer).origin);
// A page of a file or an app has no origin that a message could name.
const target = /^https?:/.test(around) ? around : '*';
const secret = /[#?&]secret=([a-z\d]+)/i.exec(hash)?.[1];

const tellWordPress = (message: 'height' | 'link', value: number | string): void => {
  if (secret) parent.postMessage({ message, value, secret }, '*');
};

/** Where the page sizes the frame by CSS (frame-sizing), the browser learns the height once, and then from here. */
const resize = (): void => {
  try {
    (window as { requestResize?(): void }).requestResize?.();
  } catch {
    // Only an iframe may ask for that, no object and no embed.
  }
};

let told: number | undefined;

const tell = (): void => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  parent.postMessage({ embed: href, height }, target);
  tellWordPress('height', height);
  if (told !== undefined && told !== height) resize();
  told = height;
};

/** WordPress opens only pages of this host: for any other link, the page of the item has the same. */
const openIn = (event: MouseEvent): void => {
  const link = (event.target as Element).closest('a');
  if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const page = document.querySelector<HTMLAnchorElement>('.joint-card-name a') ?? link;
  tellWordPress('link', link.host === host ? link.href : `${page.href}#sources`);
  event.preventDefault();
};

if (parent !== window) {
  // A frame that is not seen is not drawn, and observes nothing; WordPress shows it only when it has told its height.
  tell();
  addEventListener('load', tell);
  new ResizeObserver(tell).observe(document.documentElement);
  // A page whose script came later than the card asks for it again.
  addEventListener('message', ({ data }) => data?.message === 'ready' && tell());
  if (secret) addEventListener('click', openIn);
}

export {};
