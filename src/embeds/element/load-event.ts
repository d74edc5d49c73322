/**
 * Keeps the page's `load` until the space for its cards is drawn: from then on nothing moves. That is the next frame, or
 * a tenth of a second where none is drawn. It waits for no network.
 */
export const delayLoad = (): void => {
  if (document.readyState === 'complete') return;
  // A document that is being written holds up the `load` of the one around it (HTML, "delay the load event").
  const frame = document.createElement('iframe');
  frame.style.setProperty('display', 'none', 'important');
  document.documentElement.append(frame);
  frame.contentDocument?.open();
  const release = () => frame.remove();
  requestAnimationFrame(() => setTimeout(release));
  setTimeout(release, 100);
};
