import { breakLines, measure } from './line-break.ts';

/** A commitment of the chart: its text, its status, and the ISO 8601 days from and until which it is due, if known. */
export interface Commitment {
  text: string;
  language: string;
  status: 'announced' | 'ongoing' | 'done';
  statusText: string;
  from?: string;
  until?: string;
  due?: { text: string; language: string };
}

/** A meeting of the chart, with the commitments of its outcome. */
export interface Meeting {
  name: string;
  language: string;
  date: string;
  dateText: string;
  commitments: readonly Commitment[];
}

/** The positions of all elements in a chart of a given width; lengths are CSS pixels at its natural size. */
export interface TimelineLayout {
  width: number;
  height: number;
  axis: { y: number; from: number; to: number; years: { x: number; year: string }[] };
  meetings: { x: number; label: string; labelX: number; labelY: number; anchor: 'start' | 'middle' | 'end' }[];
  chapters: { x: number; top: number; title: Line[]; rows: Row[] }[];
}

interface Line {
  text: string;
  language: string;
  y: number;
}

interface Row {
  commitment: Commitment;
  lines: Line[];
  y: number;
  start: number;
  due?: { from: number; to: number };
}

const size = 13;
const leading = 20;
const edge = 8;

// The axis has every year, or so many that their labels have space: what is due on 9999-12-31 makes it long.
const yearWidth = 44;
const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

const instant = (iso: string): number => Date.parse(iso);

/** Returns the function from days to positions on the axis, from the first day to the last, with space at the end. */
const scaleFor = (chapters: readonly Meeting[], width: number) => {
  const days = chapters.flatMap(({ date, commitments }) => [
    date,
    ...commitments.flatMap(({ from, until }) => [from, until].filter((day) => day !== undefined)),
  ]);
  const instants = days.map(instant);
  const [first, last] = [Math.min(...instants), Math.max(...instants)];
  const span = Math.max(last - first, 1);
  const length = width - 2 * edge - 28;
  const x = (iso: string) => Math.round(edge + ((instant(iso) - first) / span) * length);
  const years: { x: number; year: string }[] = [];
  const [firstYear, lastYear] = [first, last].map((each) => new Date(each).getUTCFullYear()) as [number, number];
  const step = steps.find((each) => ((lastYear - firstYear) / each) * yearWidth <= length) ?? 1000;
  for (let year = Math.ceil((firstYear + 1) / step) * step; year <= lastYear; year += step)
    years.push({ x: x(`${String(year).padStart(4, '0')}-01-01`), year: String(year) });
  return { x, years };
};

// Labels that would overlap are placed one above the other.
const labelled = (chapters: readonly Meeting[], x: (iso: string) => number, width: number) => {
  const ends: number[] = [];
  return chapters.map(({ date, dateText }) => {
    const at = x(date);
    const wide = measure(dateText) * 12;
    const anchor: 'start' | 'middle' | 'end' = at - wide / 2 < 0 ? 'start' : at + wide / 2 > width ? 'end' : 'middle';
    const left = { start: at - 4, middle: at - wide / 2, end: at + 4 - wide }[anchor];
    const free = ends.findIndex((end) => end + 8 <= left);
    const level = free < 0 ? ends.length : free;
    ends[level] = left + wide;
    const labelX = { start: at - 4, middle: at, end: at + 4 }[anchor];
    return { x: at, label: dateText, labelX, level, anchor };
  });
};

/** Lays out the meetings, which are given oldest first, for a chart of a width. */
export const layoutTimeline = (chapters: readonly Meeting[], width: number): TimelineLayout => {
  const { x, years } = scaleFor(chapters, width);
  const labels = labelled(chapters, x, width);
  const levels = Math.max(...labels.map(({ level }) => level)) + 1;
  const axisY = levels * 18 + 14;
  const ems = (width - 2 * edge) / size;
  let y = axisY + (years.length > 0 ? 30 : 12);
  const placed = chapters.map((chapter) => {
    const top = y;
    y += 8;
    const take = (text: string, language: string) =>
      breakLines(text, language, ems).map((line) => {
        y += leading;
        return { text: line, language, y };
      });
    const title = take(chapter.name, chapter.language);
    const rows = chapter.commitments.map((commitment): Row => {
      y += 4;
      const { text, language, from, until, due } = commitment;
      const lines = take(text, language);
      if (due) lines.push(...take(due.text, due.language));
      y += 14;
      const start = x(chapter.date);
      const interval = from ?? until;
      const row = { commitment, lines, y, start };
      y += 8;
      return interval ? { ...row, due: { from: from ? x(from) : start, to: until ? x(until) : width - edge } } : row;
    });
    y += 10;
    return { x: x(chapter.date), top, title, rows };
  });
  return {
    width,
    height: y,
    axis: { y: axisY, from: edge, to: width - edge, years },
    meetings: labels.map(({ level, ...label }) => ({ ...label, labelY: 14 + level * 18 })),
    chapters: placed,
  };
};
