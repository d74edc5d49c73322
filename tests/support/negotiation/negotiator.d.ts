/** What the tests use of negotiator 1.1.0, which brings no types. */
declare module 'negotiator' {
  export default class Negotiator {
    constructor(request: { headers: { accept?: string; 'accept-language'?: string } });
    language(available: readonly string[]): string | undefined;
    languages(available: readonly string[]): string[];
    mediaType(available: readonly string[]): string | undefined;
  }
}
