import type { Environment, Resolved } from './configuration.ts';
import { deployMessage, type StepName, stepTitle } from './messages.ts';
import { exit, Halt, type Ports } from './ports.ts';
import type { Settings } from './settings.ts';

/** What a deployment knows, and finds out on its way. */
export interface DeployContext {
  environment: Environment;
  resolved: Resolved;
  /** The keys of wrangler.toml. */
  keys: readonly string[];
  settings: Settings;
  /** Publishes also what the service has otherwise than content/; else that is left as editors have made it. */
  replace: boolean;
  /** Takes the host name over from whatever has it. */
  takeOver?: boolean;
  /** What the account's history calls this deployment. */
  message: string;
  /** Which version to go back to. */
  version?: string;
  origin: string;
  databaseId: string;
  /** Domains of this Worker beside that of the origin. */
  otherDomains?: readonly string[];
  /** Where the configuration of this deployment was written. */
  configuration: string;
}

/** One step: it looks first what is there, so that it can be taken any number of times. What it returns is shown. */
export interface Step {
  name: StepName;
  run(context: DeployContext, ports: Ports): Promise<string>;
}

/**
 * Takes the steps in order, says of each what it does and has found, and of one that fails what to do; what was done
 * stays, and the next run finds it. Returns the exit code.
 */
export const runSteps = async (steps: readonly Step[], context: DeployContext, ports: Ports): Promise<number> => {
  const { language } = ports;
  for (const [index, { name, run }] of steps.entries()) {
    const title = `${index + 1}/${steps.length} ${stepTitle(language, name)}`;
    ports.begin(title);
    try {
      const found = await run(context, ports);
      ports.say(found ? `${title}: ${found}` : title);
    } catch (error) {
      ports.say(title);
      return reportHalt(error, ports);
    }
  }
  return exit.done;
};

/** Says why a deployment stops, and what to do next. Returns the exit code. */
export const reportHalt = (error: unknown, { language, say: tell }: Pick<Ports, 'language' | 'say'>): number => {
  if (!(error instanceof Halt)) {
    tell(deployMessage(language, 'unexpected', { reason: error instanceof Error ? error.message : String(error) }));
    return exit.failed;
  }
  if (error.said) tell(error.said);
  tell(deployMessage(language, error.messageKey, error.values));
  return error.code;
};
