import { mongodbUri } from './stores.ts';

/** For what can only be said by asking MongoDB itself; skipped without one. */
export const describeWithMongodb = mongodbUri ? describe : describe.skip;
