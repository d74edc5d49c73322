/** A statement on its way to D1. */
export interface Sent {
  sql: string;
  parameters: unknown[];
}

/**
 * D1, with every batch shown to `change` on its way, which says what is sent in its place. Nothing else of D1 is
 * offered: nothing else is used.
 */
export const wired = (binding: D1Database, change: (batch: Sent[]) => Sent[] | Promise<Sent[]>): D1Database => {
  const session = binding.withSession('first-primary');
  const prepare = (sql: string) => ({ bind: (...parameters: unknown[]): Sent => ({ sql, parameters }) });
  const batch = async (sent: Sent[]) =>
    session.batch((await change(sent)).map(({ sql, parameters }) => session.prepare(sql).bind(...parameters)));
  return { withSession: () => ({ prepare, batch }) } as unknown as D1Database;
};

/** Whether a batch writes a change: such a batch begins with its events. */
export const writes = ([first]: readonly Sent[]): boolean =>
  /^insert into "events" \(.*"revision"/.test(first?.sql ?? '');

/** D1, where others act once in the moment between a decision and the batch that writes it. */
export const interrupted = (binding: D1Database, others: () => Promise<unknown>): D1Database => {
  let due = true;
  return wired(binding, async (batch) => {
    if (due && writes(batch)) {
      due = false;
      await others();
    }
    return batch;
  });
};
