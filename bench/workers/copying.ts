import { added, kept } from './answer.ts';

const reads = async (): Promise<Response> => kept();

/** A Worker that does no more than any gateway must: it copies an answer it was given, and sets the fields. */
export default {
  async fetch(): Promise<Response> {
    const found = await reads();
    const answer = new Response(found.body, found);
    for (const [name, value] of Object.entries(added)) answer.headers.set(name, value);
    return answer;
  },
} satisfies ExportedHandler;
