/** The heights of a card in CSS pixels, in columns that are 320, 480 and 640 px wide. */
export type Heights = readonly [narrow: number, middle: number, wide: number];

const [narrowWidth, middleWidth, wideWidth] = [320, 480, 640];

/** How tall most cards of a kind are: the medians over the records of content/ (docs/decisions/0072). */
const heightsByKind: Readonly<Record<string, Heights>> = {
  partnerships: [501, 323, 300],
  councils: [643, 473, 420],
  actions: [556, 387, 335],
  outcomes: [716, 501, 421],
  participants: [315, 264, 242],
  organisations: [474, 303, 303],
  roles: [363, 274, 248],
  documents: [519, 332, 283],
  terms: [288, 213, 187],
};

/** For a kind that is not among those. */
const heightsOfMost: Heights = [501, 323, 300];

const heightsOf = (kind: string): Heights => heightsByKind[kind] ?? heightsOfMost;

// A straight line through two heights, for any width. The wider a card is, the less its height falls; so of two lines the
// upper one is the nearer.
const line = (from: number, to: number, width: number, nextWidth: number): string => {
  const slope = (from - to) / (nextWidth - width);
  return `${Math.round(from + slope * width)}px - ${Math.round(slope * 100)}cqi`;
};

/** The height to reserve for a card, as a CSS length that follows the width of the nearest container, or of the window. */
export const reservedHeight = ([narrow, middle, wide]: Heights): string =>
  `max(${wide}px, ${line(narrow, middle, narrowWidth, middleWidth)}, ${line(middle, wide, middleWidth, wideWidth)})`;

/** The height that most cards of a kind need. */
export const reservedHeightOf = (kind: string): string => reservedHeight(heightsOf(kind));

/** The height of a frame of a kind in CSS pixels, before it has told its own. */
export const frameHeightOf = (kind: string): number => heightsOf(kind)[2];
