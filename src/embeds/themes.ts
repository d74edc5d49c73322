/** The themes a frame can be asked for; without one it follows the reader's own. */
export const themes = ['light', 'dark'] as const;
