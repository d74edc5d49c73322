/**
 * The version of what other sites load: embed.js, frame.js and card.css under /embed/{version}/. What was published
 * under a version never changes: a change to any of them needs the next one (docs/decisions/0041).
 */
export const version = '1.1.0';
