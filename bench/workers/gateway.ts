import { createApp } from '../../src/app.ts';
import { kept } from './answer.ts';

/** The gateway before public reads whose cache always has the answer at hand. */
export default createApp(() => kept);
