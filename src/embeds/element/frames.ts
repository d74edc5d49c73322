/**
 * For pages that show cards in frames: gives each frame the height that its card tells. It needs no name of its own, and
 * hears only the service that it came from.
 */
const { origin } = new URL(import.meta.url);

const ours = () => [...document.querySelectorAll('iframe')].filter(({ src }) => src.startsWith(`${origin}/`));

addEventListener('message', ({ origin: from, source, data }) => {
  const { embed, height } = data ?? {};
  if ((from !== origin && from !== 'null') || typeof embed !== 'string' || !(height > 0)) return;
  const frame = ours().find(({ contentWindow }) => contentWindow === source);
  if (frame) Object.assign(frame.style, { height: `${height}px`, minHeight: '0' });
});

for (const { contentWindow } of ours()) contentWindow?.postMessage({ message: 'ready' }, '*');

export {};
