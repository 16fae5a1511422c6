import { z } from 'zod';
import type { KnownDevice } from '../access/load-device.ts';
import type { Deps } from '../deps.ts';
import { Device } from './device-model.ts';
import { checkNames, checkStates } from './preflight-checks.ts';

const MOST_PENDING = 1_000_000;
const MOST_JUMP_SECONDS = 100 * 366 * 86_400;

/** What a device says of itself now and then; what it leaves out stays as it was. */
export const heartbeat = z.strictObject({
  pending: z.int().min(0).max(MOST_PENDING).optional(),
  /** Percent; null where the browser does not tell. */
  battery: z.number().min(0).max(100).transform(Math.round).nullable().optional(),
  /** Seconds by which the device's own clock was changed since it last said so; ahead is positive. */
  clockJump: z.int().min(-MOST_JUMP_SECONDS).max(MOST_JUMP_SECONDS).optional(),
  checks: z
    .array(z.strictObject({ name: z.enum(checkNames), state: z.enum(checkStates) }))
    .max(checkNames.length)
    .optional(),
});
export type Heartbeat = z.output<typeof heartbeat>;

/** Keeps what a device says of itself, for the organizer's list and the control room. */
export async function noteHeartbeat(
  { device }: Pick<KnownDevice, 'device'>,
  { pending, battery, clockJump, checks }: Heartbeat,
  deps: Pick<Deps, 'now'>,
): Promise<void> {
  const now = deps.now();
  await Device.updateOne(
    { _id: device._id },
    {
      lastSeenAt: now,
      ...(pending !== undefined && { pending }),
      ...(battery !== undefined && { battery }),
      ...(clockJump && { clockJump: { at: now, seconds: clockJump } }),
      ...(checks !== undefined && { checks, checkedAt: now }),
    },
  );
}

/** A device whose access has ended says only that fewer scans wait on it: nothing else that it says of itself is kept. */
export async function noteHandedIn(
  { device }: Pick<KnownDevice, 'device'>,
  { pending }: Heartbeat,
  deps: Pick<Deps, 'now'>,
): Promise<void> {
  await Device.updateOne(
    { _id: device._id },
    { lastSeenAt: deps.now(), ...(pending !== undefined && { $min: { pending } }) },
  );
}
