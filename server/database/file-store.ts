import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, open } from 'node:fs/promises';
import path from 'node:path';
import mongoose from 'mongoose';

/** Keeps files under generated names; a person's own file name never becomes a path. */
export interface FileStore {
  /** Returns the generated name once the bytes are safely stored. */
  put(bytes: Buffer): Promise<string>;
  /** Null when there is no such file. */
  get(name: string): Promise<Buffer | null>;
  remove(name: string): Promise<void>;
}

const generatedName = /^[0-9a-f-]{36}$/;

function requireGenerated(name: string): void {
  if (!generatedName.test(name)) throw new Error('not a generated file name');
}

export function folderFileStore(folder: string): FileStore {
  const pathOf = (name: string) => {
    requireGenerated(name);
    return path.join(folder, name);
  };
  return {
    async put(bytes) {
      await mkdir(folder, { recursive: true });
      const name = randomUUID();
      const draft = `${pathOf(name)}.part`;
      const file = await open(draft, 'wx');
      await file.writeFile(bytes);
      await file.sync();
      await file.close();
      await rename(draft, pathOf(name));
      return name;
    },
    get: async (name) => readFile(pathOf(name)).catch(nullWhenMissing),
    remove: async (name) => rm(pathOf(name), { force: true }),
  };
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}

/** GridFS, so that every process on one MongoDB sees the same files. */
export function gridFileStore(): FileStore {
  const bucket = () =>
    new mongoose.mongo.GridFSBucket(mongoose.connection.db!, { bucketName: 'files' });
  const fileOf = async (name: string) => {
    requireGenerated(name);
    return (await bucket().find({ filename: name }).toArray())[0];
  };
  return {
    put(bytes) {
      const name = randomUUID();
      return new Promise((resolve, reject) => {
        const upload = bucket().openUploadStream(name);
        upload.once('error', reject).once('finish', () => resolve(name));
        upload.end(bytes);
      });
    },
    async get(name) {
      const file = await fileOf(name);
      if (!file) return null;
      const chunks: Buffer[] = [];
      for await (const chunk of bucket().openDownloadStream(file._id)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    },
    async remove(name) {
      const file = await fileOf(name);
      if (file) await bucket().delete(file._id).catch(ignoreWhenMissing);
    },
  };
}

// Somebody else removed it in the same instant.
function ignoreWhenMissing(error: Error): void {
  if (!error.message.startsWith('File not found')) throw error;
}
