import { env } from 'cloudflare:workers';
import type { Compilable } from 'kysely';
import { type Database, openDatabase } from '../../src/database/connection.ts';

/** A statement as D1 gets it. */
export interface SentStatement {
  sql: string;
  parameters: readonly unknown[];
}

/** Opens D1 with a list of every statement that is sent to it. */
export const recordingDatabase = (): { database: Database; sent: SentStatement[] } => {
  const inner = openDatabase(env.DB);
  const sent: SentStatement[] = [];
  const database: Database = {
    cost: inner.cost,
    batch: (...statements) => {
      for (const statement of statements) {
        const { sql, parameters } = (statement as Compilable<unknown>).compile();
        sent.push({ sql, parameters });
      }
      return inner.batch(...statements);
    },
  };
  return { database, sent };
};

/** Folds white space, so that SQL can be written over several lines. */
export const fold = (sql: string): string =>
  sql.replaceAll(/\s+/g, ' ').replaceAll(/\( /g, '(').replaceAll(/ \)/g, ')').trim();

/** The steps of the query plan of a statement. */
export const planOf = async ({ sql, parameters }: SentStatement): Promise<string[]> => {
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...parameters)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
};

/** The text of a statement with its parameters, and the tables and indexes that its plan searches and scans. */
export const describeStatements = (sent: readonly SentStatement[]) =>
  Promise.all(
    sent.map(async ({ sql, parameters }) => {
      const plan = await planOf({ sql, parameters });
      return {
        sql: fold(sql),
        parameters,
        searches: plan.filter((step) => step.startsWith('SEARCH ')),
        // JSON lists and a page that was just read are no tables.
        scans: plan.filter((step) => /^SCAN (?!page$|item$|list$|CONSTANT ROW)(?!.* VIRTUAL TABLE)/.test(step)),
      };
    }),
  );
