import { equal, ok } from 'node:assert/strict';
import { freePorts } from '../../cli/free-ports.ts';
import { startEsiSite, startSsiSite, startTls } from './host-sites.ts';

/** The pages of a site, by the slug of the item each shows; `include` writes what the server replaces by its card. */
const pagesOf = (slugs: readonly string[], include: (slug: string) => string) =>
  Object.fromEntries(slugs.map((slug) => [`${slug}.html`, `<h1>Host</h1>${include(slug)}<p>end</p>`]));

/**
 * Checks that sites by the samples of examples/embed show the cards of the gateway at a port: by SSI and by ESI, a term as
 * it is, one that was renamed, and neither one that was withdrawn nor one that is not there.
 */
export const checkEmbedding = async (
  gatewayPort: number,
  terms: { live: string; renamed: string; withdrawn: string },
): Promise<void> => {
  const [tlsPort = 0, ssiPort = 0, cardsPort = 0, otherPort = 0, otherCards = 0, esiPort = 0, pagesPort = 0] =
    await freePorts(7);
  const slugs = [...Object.values(terms), 'nowhere'];
  const ssiPages = pagesOf(
    slugs,
    (slug) =>
      `<!--# block name="${slug}" --><a href="/${slug}">link</a><!--# endblock --><!--# include virtual="/en/card/terms/${slug}" stub="${slug}" -->`,
  );
  const tls = await startTls(tlsPort, gatewayPort);
  const ssi = await startSsiSite([ssiPort, cardsPort], tlsPort, tls.certificate, ssiPages);
  const esi = await startEsiSite(
    esiPort,
    pagesPort,
    cardsPort,
    pagesOf(slugs, (slug) => `<esi:include src="/en/card/terms/${slug}" onerror="continue"/>`),
  );
  // The second time it comes from what was kept.
  for (const { read } of [ssi, esi, ssi, esi])
    for (const slug of [terms.live, terms.renamed]) {
      const text = await read(`/${slug}.html`);
      ok(text.includes('<article class="joint-card" lang="en"'), `${slug}: ${text}`);
      ok(text.endsWith('<p>end</p>') && !text.includes('>link</a>'), text);
    }
  for (const slug of [terms.withdrawn, 'nowhere', terms.withdrawn, 'nowhere']) {
    equal(await ssi.read(`/${slug}.html`), `<h1>Host</h1><a href="/${slug}">link</a><p>end</p>`);
    equal(await esi.read(`/${slug}.html`), '<h1>Host</h1><p>end</p>');
  }
  const before = tls.asked.length;
  for (const slug of slugs)
    await fetch(`http://127.0.0.1:${ssiPort}/${slug}.html`, { headers: { Cookie: 'reader=1' } });
  equal(tls.asked.length, before, 'the card is not kept');
  ok(tls.asked.every((line) => !line.includes('cookie')));

  // A service whose certificate nobody vouches for.
  const strict = await startSsiSite([otherPort, otherCards], tlsPort, '/etc/ssl/certs/ca-certificates.crt', ssiPages);
  equal(await strict.read(`/${terms.live}.html`), `<h1>Host</h1><a href="/${terms.live}">link</a><p>end</p>`);
  equal(tls.asked.length, before, 'a certificate is not checked');

  await tls.stop();
  ok((await ssi.read(`/${terms.live}.html`)).includes('<article'), 'a card is not kept while the service is away');
  for (const site of [ssi, esi, strict]) await site.stop();
  console.log('Cards are put into pages by SSI and ESI, as the examples do it.');
};
