import { type Database, db } from './connection.ts';

/** Reads the digest of what derived rows were last made from; undefined where they never were. */
export const readDigest = async (database: Database, name: string): Promise<string | undefined> => {
  const [[row]] = await database.batch(db.selectFrom('derived').select('digest').where('name', '=', name));
  return row?.digest;
};

/** The statement that stores such a digest. */
export const storeDigest = (name: string, digest: string) =>
  db
    .insertInto('derived')
    .values({ name, digest })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ digest }));
