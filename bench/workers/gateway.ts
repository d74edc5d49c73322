import { appOf } from '../../src/app.ts';
import { kept } from './answer.ts';

/** The gateway before public reads whose cache always has the same answer at hand. */
export default appOf(() => async () => kept());
