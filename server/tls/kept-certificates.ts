import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Certificate } from './certificate.ts';

const END = '-----END CERTIFICATE-----\n';

/** The folder of certificates that this machine made; nobody else on it may look inside. */
export async function certificateFolder(dataDir: string): Promise<string> {
  const folder = path.join(dataDir, 'tls');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return folder;
}

/** A certificate and its key, in one file so that the two always belong together; null when there is none. */
export async function readKept(file: string): Promise<Certificate | null> {
  try {
    const text = await readFile(file, 'utf8');
    const at = text.indexOf(END) + END.length;
    return { cert: text.slice(0, at), key: text.slice(at) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes the file, or leaves what another process wrote there first. Resolves with what the file holds. */
export async function keepFirst(file: string, made: Certificate): Promise<Certificate> {
  const own = await writeAside(file, made);
  try {
    await link(own, file);
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readKept(file)) ?? made;
  } finally {
    await rm(own, { force: true });
  }
}

/** Writes the file whether it was there or not; whoever reads it sees the old one or the new one. */
export async function keepNewest(file: string, made: Certificate): Promise<void> {
  await rename(await writeAside(file, made), file);
}

async function writeAside(file: string, { cert, key }: Certificate): Promise<string> {
  const aside = `${file}.${randomUUID()}`;
  await writeFile(aside, cert + key, { mode: 0o600, flag: 'wx' });
  return aside;
}
