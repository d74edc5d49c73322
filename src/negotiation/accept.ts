import { parseAccept } from 'hono/utils/accept';

/** A range of `Accept` or `Accept-Language` with its parameters, in lower case. */
export type Range = ReturnType<typeof parseAccept>[number];

// qvalue of RFC 9110 §12.4.2, and `.5` and `0.12345`, which are sent.
const weight = /^(?:0(?:\.\d*)?|\.\d+|1(?:\.0*)?)$/;

// A weight with a decimal comma, as programs of many locales print one: `q=0,6` is not a refusal and a range `6`.
const decimalComma = /(;\s*q\s*=\s*[01]),(?=\d+\s*(?:[,;]|$))/g;

// Hono's parser reads a weight that is empty, or none, as 1.
const withoutWeight = /;\s*q\s*(?:=\s*)?(?=[,;]|$)/g;

/**
 * Parses `Accept` or `Accept-Language` (RFC 9110 §12.5) into the ranges that match `wellFormed`, by descending weight; ties
 * keep their order. A range whose weight is malformed is none.
 */
export const parseRanges = (header: string, wellFormed: RegExp): Range[] =>
  parseAccept(header.toLowerCase().replace(decimalComma, '$1.').replace(withoutWeight, ';q=none')).filter(
    ({ type, params }) => wellFormed.test(type) && weight.test(params.q ?? '1'),
  );
