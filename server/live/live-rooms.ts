import type { DeviceRole } from '../checkins/device-model.ts';

/** A room as a browser asks for it; the server alone turns it into a name. */
export type RoomRequest =
  | { room: 'team' | 'desks' | 'public'; fairId: string }
  | { room: 'employer'; enrollmentId: string }
  | { room: 'graduate'; registrationId: string };

/** Who a socket speaks for. */
export type LiveIdentity =
  | { kind: 'account'; accountId: string }
  | { kind: 'device'; deviceId: string; fairId: string; role: DeviceRole }
  | { kind: 'anyone' };

export function roomOf(request: RoomRequest): string {
  if (request.room === 'employer') return employerRoom(request.enrollmentId);
  if (request.room === 'graduate') return graduateRoom(request.registrationId);
  return fairRoom(request.fairId, request.room);
}

export const fairRoom = (fairId: string, room: 'team' | 'desks' | 'public') =>
  `fair:${fairId}:${room}`;
export const employerRoom = (enrollmentId: string) => `employer:${enrollmentId}`;
export const graduateRoom = (registrationId: string) => `graduate:${registrationId}`;

/** Rooms that nobody asks for: they exist so that a person or a device can be sent away. */
export const accountRoom = (accountId: string) => `account:${accountId}`;
export const deviceRoom = (deviceId: string) => `device:${deviceId}`;
export const memberRoom = (fairId: string, accountId: string) =>
  `fair:${fairId}:member:${accountId}`;

export function sameIdentity(a: LiveIdentity, b: LiveIdentity): boolean {
  if (a.kind === 'account') return b.kind === 'account' && a.accountId === b.accountId;
  if (a.kind === 'device') return b.kind === 'device' && a.deviceId === b.deviceId;
  return b.kind === 'anyone';
}
