/** The tag that stands for everything that a cache stores. */
export const allTags = '*';

/** The tags that the platform takes in one purge; beyond them everything is purged. */
export const maxTags = 100;
