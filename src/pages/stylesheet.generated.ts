// Written by cli/styles.ts.
/** The path of the one stylesheet; its name is a digest of what it says, so it may be kept for ever. */
export const stylesheet = '/styles/pages.6434e27b3898.css';
