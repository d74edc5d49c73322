/** Writes how many there are of something: 1 draft, 2 drafts. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
