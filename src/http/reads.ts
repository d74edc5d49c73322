/** What answers canonical URLs: the cached public reads. */
export type Reads = (request: Request) => Promise<Response>;
