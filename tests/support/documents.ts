import { env } from 'cloudflare:workers';
import { configOf } from '../../src/config.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { documentsDigest } from '../../src/database/documents/digest.ts';
import { refreshDocuments } from '../../src/database/documents/refresh.ts';
import { expireDocuments } from '../../src/database/documents/stale.ts';

/** What documents are made with in tests. */
export const documentContext = () => {
  const config = configOf(env);
  return { origin: config.origin, digest: documentsDigest(config) };
};

/** Computes the documents of everything that is out of date. */
export const refreshAll = async (binding: D1Database): Promise<void> => {
  const database = openDatabase(binding);
  const context = documentContext();
  await expireDocuments(database, context.digest, '2026-11-01T00:00:00Z');
  // Nobody who was interrupted keeps a claim.
  await binding.exec("UPDATE stale_documents SET claim = ''");
  while ((await refreshDocuments(database, context)) > 0);
};

/** Reads with no document that counts: everything is computed anew. */
export const computedAnew = async <Read>(binding: D1Database, read: () => Promise<Read>): Promise<Read> => {
  const digest = await binding.prepare("SELECT digest FROM derived WHERE name = 'documents'").first<string>('digest');
  await binding.exec("DELETE FROM derived WHERE name = 'documents'");
  const answers = await read();
  if (digest) await binding.prepare("INSERT INTO derived (name, digest) VALUES ('documents', ?)").bind(digest).run();
  return answers;
};
