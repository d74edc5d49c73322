import { handOn, kept } from './answer.ts';

/** A Worker that does no more than any gateway must: it copies an answer it was given, and sets the fields. */
export default {
  async fetch(): Promise<Response> {
    const found = await kept();
    const answer = new Response(found.body, found);
    handOn(answer.headers);
    return answer;
  },
} satisfies ExportedHandler;
