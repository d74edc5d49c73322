import * as z from 'zod';
import { slug } from '../../kinds/value-schemas.ts';
import type { ProblemCode } from '../../problem-codes.ts';
import { kind, number } from './scalar-schemas.ts';

/** The problem codes that an item of a bulk publication may be refused with. */
const refusalCodes = [
  'no-draft',
  'not-published',
  'slug-taken',
  'referenced',
  'history-differs',
  'precondition-failed',
  'invalid-record',
  'too-large',
  'withdrawn-already',
  'precondition-required',
] as const satisfies ProblemCode[];

const placed = z.array(z.strictObject({ pointer: z.string(), detail: z.string() })).max(100);

/** What may be a mistake, and is not refused: a JSON Pointer into the record, and a sentence. */
export const warnings = placed.optional();

/** The extension members of a refusal (RFC 9457 §3.2): of a problem, and of one item's result. */
export const refusalMembers = {
  errors: placed.optional(),
  /** The number that the precondition names; as text where it names none, or several. */
  expected: z.union([z.int().min(0), z.string()]).optional(),
  actual: z.int().min(0).optional(),
  references: z.array(z.string()).optional(),
  /** The edition that differs from the present one. */
  number: number().optional(),
  /** JSON Pointers to what was changed in the live edition since the draft was made from another one. */
  differs: z.array(z.string()).max(100).optional(),
};

/** The result for one item of a bulk publication. */
export const resultSchema = z
  .strictObject({
    kind: kind(),
    slug: slug(),
    result: z.enum(['created', 'changed', 'unchanged', 'refused']),
    edition: number().optional(),
    warnings,
    code: z.enum(refusalCodes).optional(),
    /** The sentence of its problem. */
    detail: z.string().optional(),
    ...refusalMembers,
  })
  .meta({ id: 'Result' });
