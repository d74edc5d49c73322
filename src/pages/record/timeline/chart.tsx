import type { TimelineLayout } from './layout.ts';

type Row = TimelineLayout['chapters'][number]['rows'][number];
type Line = Row['lines'][number];

/** The status of a commitment, distinguished by shape, not by colour. */
const Track = ({ row, end }: { row: Row; end: number }) => {
  const { y, start, due, commitment } = row;
  const { status } = commitment;
  return (
    <g class={`track track-${status}`}>
      {status === 'ongoing' && <path d={`M${start} ${y}H${end - 1}m-7-5 7 5-7 5`} class="line" />}
      {due && (
        <rect
          x={Math.min(due.from, due.to)}
          y={y - 6}
          width={Math.max(Math.abs(due.to - due.from), 4)}
          height="12"
          class="due"
        />
      )}
      {due && status === 'announced' && <path d={`M${start} ${y}H${Math.min(due.from, due.to)}`} class="line" />}
      <circle cx={start} cy={y} r="6" class="dot" />
      {status === 'done' && <path d={`M${start - 3} ${y}l2 3 4-5`} class="tick" />}
    </g>
  );
};

const Text = ({ line, language, ...attributes }: { line: Line; language: string; x: string; class?: string }) => (
  <text {...attributes} y={line.y} {...(line.language !== language && { lang: line.language })}>
    {line.text}
  </text>
);

/** Draws a timeline as SVG; `description` is the id of the element that describes it. */
export const Chart = ({
  plan,
  title,
  description,
  kind,
  language,
}: {
  plan: TimelineLayout;
  title: string;
  description: string;
  kind: string;
  language: string;
}) => {
  const { width, height, axis, meetings, chapters } = plan;
  return (
    <svg
      class={`story-${kind}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-describedby={description}
    >
      <title>{title}</title>
      {chapters.map(({ x, rows }) => (
        <path d={`M${x} ${axis.y}V${rows.at(-1)?.y ?? axis.y}`} class="thread" />
      ))}
      <path d={`M${axis.from} ${axis.y}H${axis.to}`} class="axis" />
      {axis.years.map(({ x, year }) => (
        <>
          <path d={`M${x} ${axis.y - 3}v6`} class="axis" />
          <text x={x} y={axis.y + 18} text-anchor="middle" class="year">
            {year}
          </text>
        </>
      ))}
      {meetings.map(({ x, label, labelX, labelY, anchor }) => (
        <>
          <circle cx={x} cy={axis.y} r="5" class="meeting" />
          <text x={labelX} y={labelY} text-anchor={anchor} class="date">
            {label}
          </text>
        </>
      ))}
      {chapters.map(({ top, title: heading, rows }) => (
        <>
          <path d={`M0 ${top}H${width}`} class="rule" />
          {heading.map((line) => (
            <Text line={line} language={language} x="0" class="title" />
          ))}
          {rows.map((row) => (
            <>
              {row.lines.map((line) => (
                <Text line={line} language={language} x="8" />
              ))}
              <Track row={row} end={axis.to} />
            </>
          ))}
        </>
      ))}
    </svg>
  );
};
