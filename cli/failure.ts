import type { Answer } from './client.ts';

/** The error for an answer that nobody can do anything about: its status, title and detail. */
export const failure = ({ status, body }: Answer): Error =>
  new Error(`${status} ${String(body.title ?? '')}: ${String(body.detail ?? 'no answer in JSON')}`);
