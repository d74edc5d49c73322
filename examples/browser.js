// Lists the Joint Actions in the language that is chosen on browser.html, which says how to run it.

const origin = new URLSearchParams(location.search).get('origin') ?? 'http://localhost:8787';
const language = document.querySelector('#language');
const list = document.querySelector('#actions');
const status = document.querySelector('#status');

/** Returns a list item for a card: its name and summary, each in the language it is really in. */
const listItem = (card, pointer, { fallbacks, unverified }) => {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = card.href;
  link.textContent = card.name;
  // A text that the chosen language lacks comes in another one: say so to browsers and screen readers.
  link.lang = fallbacks[`${pointer}/name`] ?? '';
  const summary = document.createElement('span');
  summary.textContent = card.summary;
  summary.lang = fallbacks[`${pointer}/summary`] ?? '';
  for (const element of [link, summary]) if (!element.lang) element.removeAttribute('lang');
  item.append(link, unverified.includes(`${pointer}/name`) ? ' (unverified): ' : ': ', summary);
  return item;
};

const show = async () => {
  status.textContent = 'Loading…';
  try {
    // The URL names no language, so Accept-Language decides. Scripts may set it without a CORS preflight.
    const response = await fetch(`${origin}/actions`, {
      headers: { 'Accept-Language': language.value, Accept: 'application/json' },
    });
    const body = await response.json();
    // An error is a problem (RFC 9457), whose title is in the reader's language.
    if (!response.ok) throw new Error(body.title);
    list.lang = body.language;
    list.replaceChildren(...body.items.map((card, index) => listItem(card, `/items/${index}`, body)));
    status.textContent = `${body.total}, from ${response.headers.get('Content-Location')}`;
  } catch (error) {
    status.textContent = `The service cannot be read: ${error.message}`;
  }
};

language.addEventListener('change', show);
show();
