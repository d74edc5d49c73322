/**
 * Makes something when it is first asked for, and keeps it. What is dear to make (schemas, words, the platform's formats)
 * is needed by few requests: a Worker that starts makes none of it.
 */
export const lazy = <Made>(make: () => Made): (() => Made) => {
  let made: { it: Made } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
};
