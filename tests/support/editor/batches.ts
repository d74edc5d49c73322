/** A statement as D1 gets it. */
export interface SentStatement {
  sql: string;
  parameters: unknown[];
}

/**
 * Wraps a D1 binding: each batch passes through `change`, and what that returns is sent. Only what the service uses of D1
 * is there.
 */
export const interceptBatches = (
  binding: D1Database,
  change: (batch: SentStatement[]) => SentStatement[] | Promise<SentStatement[]>,
): D1Database => {
  const prepare = (sql: string) => ({ bind: (...parameters: unknown[]): SentStatement => ({ sql, parameters }) });
  const batch = async (sent: SentStatement[]) =>
    binding.batch((await change(sent)).map(({ sql, parameters }) => binding.prepare(sql).bind(...parameters)));
  return { prepare, batch } as unknown as D1Database;
};

/** Whether a batch writes a change: it then begins with the events. */
export const isWrite = ([first]: readonly SentStatement[]): boolean =>
  /^insert into "events" \(.*"revision"/.test(first?.sql ?? '');

/** Wraps a D1 binding: `act` runs once, after a command has loaded its state and before it writes. */
export const withInterruption = (binding: D1Database, act: () => Promise<unknown>): D1Database => {
  let isPending = true;
  return interceptBatches(binding, async (batch) => {
    if (isPending && isWrite(batch)) {
      isPending = false;
      await act();
    }
    return batch;
  });
};
