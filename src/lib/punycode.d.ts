/** The part of the package that is used; it has no types of its own. */
declare module 'punycode/punycode.es6.js' {
  /** Decodes Punycode (RFC 3492); throws RangeError where the input is none. */
  export function decode(input: string): string;
}
