import type { Types } from 'mongoose';
import { Zone, type ZoneFields } from './zone-model.ts';
import { ZoneStay } from './zone-stay-model.ts';

export interface ZoneRow {
  zoneId: string;
  name: string;
  inside: number;
  /** Null: as many as come. */
  capacity: number | null;
}

/** Zones of a fair by name, each with how many are inside on a day. */
export async function zonesOf(fairId: Types.ObjectId, day: string): Promise<ZoneRow[]> {
  const zones = await Zone.find({ fairId }).sort({ name: 1 }).lean<ZoneFields[]>();
  if (zones.length === 0) return [];
  const counts = await ZoneStay.aggregate<{ _id: Types.ObjectId; count: number }>([
    { $match: { fairId, day, stands: true } },
    { $group: { _id: '$zoneId', count: { $sum: 1 } } },
  ]);
  const inside = new Map(counts.map(({ _id, count }) => [String(_id), count]));
  return zones.map(({ _id, name, capacity }) => ({
    zoneId: String(_id),
    name,
    inside: inside.get(String(_id)) ?? 0,
    capacity: capacity ?? null,
  }));
}
