import { added, kept, removed } from './answer.ts';

/** A Worker that does no more than any gateway must: it copies an answer it was given, and sets the fields. */
export default {
  async fetch(): Promise<Response> {
    const found = await kept();
    const answer = new Response(found.body, found);
    for (const name of removed) answer.headers.delete(name);
    for (const [name, value] of Object.entries(added)) answer.headers.set(name, value);
    return answer;
  },
} satisfies ExportedHandler;
