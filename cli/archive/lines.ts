const lineFeed = 0x0a;

/** A line of a file, without its end; `bytes` is undefined where it is longer than the limit. */
export interface NumberedLine {
  number: number;
  bytes: Buffer | undefined;
  /** Whether a line feed follows: the last line of a file that was cut off has none. */
  ended: boolean;
}

/**
 * Splits bytes into lines, at line feeds only: a text may contain other separators. A line that is longer than the limit
 * is passed over without being held.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<NumberedLine> {
  let parts: Buffer[] = [];
  let size = 0;
  let number = 0;
  const keep = (part: Buffer) => {
    size += part.length;
    if (size > limit) parts = [];
    else parts.push(part);
  };
  const take = (ended: boolean): NumberedLine => {
    number += 1;
    const bytes = size > limit ? undefined : Buffer.concat(parts);
    [parts, size] = [[], 0];
    return { number, bytes, ended };
  };
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, begin)) {
      keep(chunk.subarray(begin, end));
      yield take(true);
      begin = end + 1;
    }
    keep(chunk.subarray(begin));
  }
  if (size > 0) yield take(false);
}
