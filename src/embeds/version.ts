/**
 * The version of the files that other sites load: embed.js, frame.js, frames.js and card.css under /embed/{version}/. Published
 * files never change: a change to any of them needs the next version (docs/decisions/0041).
 */
export const version = '1.2.0';

/** The themes of card.css; without one a frame follows the reader's own. */
export const themes = ['light', 'dark'] as const;
