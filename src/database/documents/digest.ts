import { type Expression, expressionBuilder } from 'kysely';
import { localesDigest } from '../../i18n/digest.ts';
import { digestOf } from '../../lib/digest.ts';
import { db } from '../connection.ts';
import type { Tables } from '../schema.generated.ts';

/** What documents are made with beside the record: the build, the origin of links, and the words of every language. */
export const documentsDigest = ({ build, origin }: { build: string; origin: string }): string =>
  digestOf([build, origin, localesDigest()]);

/** The condition that stored documents were made with a digest. */
export const isCurrent = (digest: Expression<string> | string) =>
  expressionBuilder<Tables, never>().exists(
    db
      .selectFrom('derived')
      .select('derived.name')
      .where('derived.name', '=', 'documents')
      .where('derived.digest', '=', digest),
  );
