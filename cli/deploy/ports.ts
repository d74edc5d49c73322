import type { Language } from '../../src/languages.ts';
import type { Sourced } from '../types.ts';
import type { DeployMessage } from './messages.ts';

/** What a command of wrangler ended with. */
export interface CommandResult {
  code: number;
  out: string;
  err: string;
}

/** The world outside a deployment: an account behind wrangler, a network, files, a clock, somebody who reads. */
export interface Ports {
  /** The variables of the shell: credentials and settings. */
  variables: Readonly<Record<string, string | undefined>>;
  language: Language;
  wrangler(...words: string[]): Promise<CommandResult>;
  fetch(request: Request): Promise<Response>;
  /** Writes a file under dist/, and says where. */
  write(name: string, text: string): Promise<string>;
  /** Removes a folder under dist/, with all that is in it. */
  remove(folder: string): Promise<void>;
  /** The records of content/, in an order in which each comes after what it points at. */
  publications(): Promise<AsyncIterable<Sourced>>;
  /** What is wrong with the records of content/, one line each. */
  recordErrors(): Promise<readonly string[]>;
  pause(seconds: number): Promise<void>;
  /** Says what begins now; `say` then says the same line with what came of it. */
  begin(line: string): void;
  say(line: string): void;
}

/** How a deployment ends: all done; a step failed; a setting is wrong; something is left that only a person can do. */
export const exit = { done: 0, failed: 1, setting: 2, yours: 3 } as const;

/** A step cannot go on: why, what to do, and what wrangler or the service has said. */
export class Halt extends Error {
  readonly code: number;
  readonly messageKey: DeployMessage;
  readonly values: Readonly<Record<string, string>>;
  readonly said: string;
  constructor(code: number, word: DeployMessage, values: Readonly<Record<string, string>> = {}, said = '') {
    super(word);
    this.code = code;
    this.messageKey = word;
    this.values = values;
    this.said = said;
  }
}
