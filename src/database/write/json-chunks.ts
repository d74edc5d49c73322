// D1 takes at most 2 MB in one parameter; half of it leaves room for what JSON adds.
const mostBytes = 1_000_000;

/** Cuts rows into parameters that D1 takes: each becomes one statement over `json_each`, however many rows it has. */
export const jsonChunks = (rows: readonly unknown[]): string[] => {
  const chunks: string[] = [];
  let chunk: string[] = [];
  let size = 0;
  for (const row of rows) {
    const json = JSON.stringify(row);
    if (size + json.length * 3 > mostBytes && chunk.length > 0) {
      chunks.push(`[${chunk.join(',')}]`);
      chunk = [];
      size = 0;
    }
    chunk.push(json);
    size += json.length * 3;
  }
  return chunk.length > 0 ? [...chunks, `[${chunk.join(',')}]`] : chunks;
};
