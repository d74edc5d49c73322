/** How deeply objects and lists may be nested: a set of histories has 12 levels, and nothing of ours more. */
export const MAX_DEPTH = 32;

/** A JSON text is nested more deeply than anything that is asked for. */
export class TooDeep extends Error {}

const codes = { quote: 0x22, backslash: 0x5c, opening: [0x5b, 0x7b], closing: [0x5d, 0x7d] } as const;

// What is nested a million deep takes JSON.parse seconds, and every walk over it ends the stack.
const checkDepth = (text: string): void => {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isInString) {
      if (code === codes.backslash) index += 1;
      else if (code === codes.quote) isInString = false;
    } else if (code === codes.quote) isInString = true;
    else if (code === codes.opening[0] || code === codes.opening[1]) {
      depth += 1;
      if (depth > MAX_DEPTH) throw new TooDeep(`nested more than ${MAX_DEPTH} deep`);
    } else if (code === codes.closing[0] || code === codes.closing[1]) depth -= 1;
  }
};

/**
 * Parses a JSON text (RFC 8259) in linear time; a byte order mark before it is passed over (§8.1).
 * @throws TooDeep where it is nested more than 32 deep; SyntaxError where it is no JSON.
 */
export const parseJson = (text: string): unknown => {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  checkDepth(json);
  return JSON.parse(json) as unknown;
};
