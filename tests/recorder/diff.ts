// The differences between two texts, line by line.

const context = 2;
const longestLine = 240;

/** Breaks a body into lines: JSON by its members, markup by its elements, so that a difference is short. */
export const linesOf = (body: string): string[] => {
  try {
    return JSON.stringify(JSON.parse(body), null, 1).split('\n');
  } catch {
    return body.replaceAll('><', '>\n<').split('\n');
  }
};

// Longest common subsequence; where that would take too long, the whole is replaced.
const changedLines = (before: readonly string[], after: readonly string[]): string[] => {
  const [rows, columns] = [before.length, after.length];
  if (rows * columns > 4_000_000) return [...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)];
  const width = columns + 1;
  const common = new Uint16Array((rows + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const lines: string[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && before[row] === after[column]) {
      lines.push(` ${before[row]}`);
      row += 1;
      column += 1;
    } else if (column >= columns || (row < rows && at(row + 1, column) >= at(row, column + 1))) {
      lines.push(`-${before[row]}`);
      row += 1;
    } else {
      lines.push(`+${after[column]}`);
      column += 1;
    }
  }
  return lines;
};

/** Returns the hunks of a unified diff of two texts, without line numbers and with two lines of context. */
export const hunksOf = (one: string, other: string): string[][] => {
  const [before, after] = [linesOf(one), linesOf(other)];
  if (before.join('\n') === after.join('\n')) return [['-(other white space)', '+(other white space)']];
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const contextBefore = before.slice(Math.max(0, start - context), start).map((line) => ` ${line}`);
  const contextAfter = before.slice(before.length - end, before.length - end + context).map((line) => ` ${line}`);
  const lines = [
    ...contextBefore,
    ...changedLines(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...contextAfter,
  ];
  const isShown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => !line.startsWith(' ')),
  );
  const hunks: string[][] = [];
  for (const [index, line] of lines.entries()) {
    if (!isShown[index]) continue;
    if (!isShown[index - 1]) hunks.push([]);
    hunks.at(-1)?.push(line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);
  }
  return hunks;
};
