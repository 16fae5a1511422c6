import { model, Schema, type InferSchemaType, type Types } from 'mongoose';
import { badgeSizes } from '../fairs/badge-sizes.ts';
import { checkNames, checkStates } from './preflight-checks.ts';

export const deviceRoles = ['steward', 'supervisor', 'kiosk'] as const;
export type DeviceRole = (typeof deviceRoles)[number];

/** One browser paired to a desk for one day. */
const deviceSchema = new Schema(
  {
    fairId: { type: Schema.Types.ObjectId, required: true },
    deskId: { type: Schema.Types.ObjectId, required: true },
    role: { type: String, enum: deviceRoles, required: true },
    /** Of the cookie; only its hash is kept. */
    tokenHash: { type: String, required: true },
    volunteer: { type: String, default: '' },
    /** What staff call a kiosk, which has no volunteer. */
    kioskName: { type: String, default: '' },
    pairedAt: { type: Date, required: true },
    /** End of the shift plus two hours. */
    expiresAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    /** Noted every half minute at most. */
    lastScanAt: { type: Date, default: null },
    /** What the device last said of itself: scans that it has not handed in, percent of its battery, how its pre-flight went. */
    pending: { type: Number, default: 0 },
    battery: { type: Number, default: null },
    checks: {
      type: [
        new Schema(
          {
            name: { type: String, enum: checkNames, required: true },
            state: { type: String, enum: checkStates, required: true },
          },
          { _id: false, strict: 'throw' },
        ),
      ],
      default: [],
    },
    checkedAt: { type: Date, default: null },
    /** When its own clock was changed last during the shift, and by how many seconds; ahead is positive. */
    clockJump: {
      type: new Schema(
        { at: { type: Date, required: true }, seconds: { type: Number, required: true } },
        { _id: false, strict: 'throw' },
      ),
      default: null,
    },
    /** When it last brought more unknown codes than a scanner that is pointed at the wrong things would. */
    guessedAt: { type: Date, default: null },
    /** Refused scans that were too many to be kept one by one, and when the last came. */
    unkept: { type: Number, default: 0 },
    unkeptAt: { type: Date, default: null },
    revokedAt: { type: Date, default: null },
    /** Of a kiosk's PIN, salted; asked for before the kiosk is left. */
    pinHash: { type: String, default: '' },
    /** Wrong ones since the last lock. */
    pinTries: { type: Number, default: 0 },
    pinLockedUntil: { type: Date, default: null },
    /** The paper on which a kiosk prints the badge of whoever it checks in; empty where it prints none. */
    printSize: { type: String, enum: ['', ...badgeSizes], default: '' },
    /** When a kiosk sent a badge to its printer; null once somebody knows that it came out. By the real clock. */
    printAskedAt: { type: Date, default: null },
    /** Since when a kiosk turns visitors away, by the fair's clock. */
    outOfServiceAt: { type: Date, default: null },
  },
  { strict: 'throw' },
);

deviceSchema.index({ tokenHash: 1 }, { unique: true, name: 'device_by_token' });
deviceSchema.index({ fairId: 1, pairedAt: -1 }, { name: 'devices_of_a_fair' });
deviceSchema.index({ printAskedAt: 1 }, { name: 'kiosks_that_print' });

export type DeviceFields = InferSchemaType<typeof deviceSchema> & { _id: Types.ObjectId };
export const Device = model('Device', deviceSchema);
