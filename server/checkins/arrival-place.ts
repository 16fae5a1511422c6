/** Of an arrival, as much as says when and where it was. */
export interface PlacedArrival<Id> {
  scannedAt: Date;
  deskId: Id;
  earlier?: { at: Date; deskId: Id } | null;
}

/** When and where somebody arrived: as scanned, or as an earlier scan without a line has said since. */
export const arrivalPlace = <Id>({ scannedAt, deskId, earlier }: PlacedArrival<Id>) =>
  earlier ? { at: earlier.at, deskId: earlier.deskId } : { at: scannedAt, deskId };
