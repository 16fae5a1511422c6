import type { DeviceFields } from './device-model.ts';

export interface Trouble {
  kind: 'wait' | 'stop';
  text: string;
  at: Date;
}

const units = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3600 },
  { name: 'minute', seconds: 60 },
  { name: 'second', seconds: 1 },
];

/** What an organizer should know of a device, the newest first. Devices that were paired before these were kept lack them. */
export function troublesOf({
  clockJump,
  guessedAt,
  outOfServiceAt,
  unkept,
  unkeptAt,
}: Partial<
  Pick<DeviceFields, 'clockJump' | 'guessedAt' | 'outOfServiceAt' | 'unkept' | 'unkeptAt'>
>): Trouble[] {
  const troubles: Trouble[] = [];
  if (outOfServiceAt)
    troubles.push({ kind: 'stop', text: 'Out of service: no badge came out', at: outOfServiceAt });
  if (guessedAt) troubles.push({ kind: 'stop', text: 'Many unknown codes', at: guessedAt });
  if (unkept && unkeptAt)
    troubles.push({
      kind: 'stop',
      text: `Refused scans too many to keep: ${unkept}`,
      at: unkeptAt,
    });
  if (clockJump)
    troubles.push({ kind: 'wait', text: jumpWords(clockJump.seconds), at: clockJump.at });
  return troubles.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function jumpWords(seconds: number): string {
  const size = Math.abs(seconds);
  const unit = units.find((each) => size >= each.seconds) ?? units.at(-1)!;
  const count = Math.round(size / unit.seconds);
  const words = `${count} ${unit.name}${count === 1 ? '' : 's'}`;
  return `Clock jumped ${words} ${seconds > 0 ? 'ahead' : 'back'}`;
}
