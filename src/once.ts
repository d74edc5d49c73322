/**
 * Makes something when it is first asked for, and keeps it. Schemas are dear to make, and most requests need none: a
 * Worker that starts makes none of them.
 */
export const once = <Made>(make: () => Made): (() => Made) => {
  let made: { it: Made } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
};
