import type { StorageEngine } from 'multer';

/**
 * Keeps an upload in memory, and of one that is too large only as much as shows it: the rest is read and let go of, so
 * that the form's other fields arrive and it can be drawn again with a sentence at the file.
 */
export function keepAtMost(bytes: number): StorageEngine {
  return {
    _handleFile(_req, file, done) {
      const pieces: Buffer[] = [];
      let size = 0;
      file.stream.on('data', (piece: Buffer) => {
        if (size <= bytes) pieces.push(piece.subarray(0, bytes + 1 - size));
        size += piece.length;
      });
      file.stream.once('error', done);
      file.stream.once('end', () =>
        done(null, { buffer: Buffer.concat(pieces), size: Math.min(size, bytes + 1) }),
      );
    },
    _removeFile(_req, _file, done) {
      done(null);
    },
  };
}
