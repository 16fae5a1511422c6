import { trusted, type Types } from 'mongoose';
import { Scan } from './scan-model.ts';

/** One conditional update: the arrival happened earlier, at another desk. The earliest wins in whatever order they come. */
export async function moveArrival(
  standing: Types.ObjectId,
  earlier: { at: Date; deskId: Types.ObjectId; desk: string; movedAt: Date },
): Promise<void> {
  await Scan.updateOne(
    {
      _id: standing,
      stands: true,
      $or: [
        { earlier: trusted({ $exists: false }) },
        { 'earlier.at': trusted({ $gt: earlier.at }) },
      ],
    },
    { earlier },
  );
}
