/** The pages about the service: who runs it and what it is made from, how accessible it is, what it records. */
export const servicePages = ['about', 'accessibility', 'privacy'] as const;
export type ServicePage = (typeof servicePages)[number];

/** The path of a page about the service, which follows the language. */
export const servicePath = (name: ServicePage): string => `/${name}`;
