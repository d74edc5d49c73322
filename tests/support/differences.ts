/** What a URL answers. */
export interface Answer {
  status: number;
  headers: readonly (readonly [name: string, value: string])[];
  body: string;
}

/** Where two texts begin to differ, with a few words of each from there on. */
const firstDifference = (actual: string, expected: string): string => {
  let at = 0;
  while (at < actual.length && actual[at] === expected[at]) at += 1;
  const from = Math.max(0, at - 20);
  const excerpt = (text: string) => JSON.stringify(text.slice(from, at + 60));
  return `body at ${at}: ${excerpt(actual)}, expected ${excerpt(expected)}`;
};

const headerDifferences = (actual: Answer, expected: Answer): string[] => {
  const [is, should] = [new Map(actual.headers), new Map(expected.headers)];
  return [...new Set([...is.keys(), ...should.keys()])]
    .filter((name) => is.get(name) !== should.get(name))
    .map((name) => `${name}: ${is.get(name)}, expected ${should.get(name)}`);
};

/** What is different between two answers: the status, each header by name, and where the body begins to differ. */
const partsOf = (actual: Answer | undefined, expected: Answer | undefined): string[] => {
  if (!actual || !expected) return actual === expected ? [] : [actual ? 'nothing was expected' : 'there is no answer'];
  return [
    ...(actual.status === expected.status ? [] : [`status ${actual.status}, expected ${expected.status}`]),
    ...headerDifferences(actual, expected),
    ...(actual.body === expected.body ? [] : [firstDifference(actual.body, expected.body)]),
  ];
};

/** A line for each URL whose answers differ: the URL, and how. Expected to be empty; a whole map would say neither. */
export const differencesBetween = (
  actual: ReadonlyMap<string, Answer>,
  expected: ReadonlyMap<string, Answer>,
): string[] =>
  [...new Set([...actual.keys(), ...expected.keys()])].flatMap((url) => {
    const parts = partsOf(actual.get(url), expected.get(url));
    return parts.length === 0 ? [] : [`${url}: ${parts.join('; ')}`];
  });
