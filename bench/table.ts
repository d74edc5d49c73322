/** A line of the table: what was measured, against what, how it came out, what was to be reached. */
export interface Figure {
  what: string;
  against: string;
  figure: string;
  reach: string;
  reached: boolean;
  /** All that was measured, for the JSON. */
  measured: unknown;
}

const cells = ({ what, against, figure, reach, reached }: Figure) => [
  what,
  against,
  figure,
  reach,
  reached ? 'yes' : 'NO',
];

/** Figures as a table in Markdown, its columns aligned. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = [['what', 'against', 'figure', 'reach', 'reached'], ...figures.map(cells)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
};
