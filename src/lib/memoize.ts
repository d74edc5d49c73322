const most = 500;

/** What was found, by what was asked for. */
export interface BoundedCache<Asked, Found> {
  get(asked: Asked): Found | undefined;
  /** Keeps what was found, and gives it back. */
  set(asked: Asked, found: Found): Found;
}

/**
 * A memory of a few hundred things, for what is asked again and again and is the same each time: it begins anew when it is
 * full, so that nobody can fill a Worker with it.
 */
export const createCache = <Asked, Found>(): BoundedCache<Asked, Found> => {
  const known = new Map<Asked, Found>();
  return {
    get: (asked) => known.get(asked),
    set: (asked, found) => {
      if (known.size >= most) known.clear();
      known.set(asked, found);
      return found;
    },
  };
};

const longest = 300;

/**
 * Finds something by a text, and remembers it. A text that is too long to be one of the few that come again and again is
 * not kept.
 */
export const memoize = <Asked extends string | null, Found>(find: (asked: Asked) => Found) => {
  const known = createCache<Asked, Found>();
  return (asked: Asked): Found => {
    const before = known.get(asked);
    if (before !== undefined) return before;
    const found = find(asked);
    return (asked?.length ?? 0) <= longest ? known.set(asked, found) : found;
  };
};
