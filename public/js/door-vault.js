const LONGEST_MS = 12 * 3_600_000;

/**
 * The snapshot on this device, encrypted under a key that no script can read out. That hides it from other scripts and
 * from whoever only looks into the browser's storage; it does not protect a device whose disk is not encrypted.
 * @param {ReturnType<typeof import('./door-store.js').doorStore>} store
 * @param {string} deviceId
 */
export function doorVault(store, deviceId) {
  const [keyAt, boxAt] = [`${deviceId}:key`, `${deviceId}:snapshot`];

  /** @returns {Promise<CryptoKey>} */
  async function keyOf() {
    const kept = await store.read(keyAt);
    if (kept) return kept;
    const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    await store.write(keyAt, made);
    return made;
  }

  async function wipe() {
    await store.drop(keyAt);
    await store.drop(boxAt);
  }

  /** What this browser kept as another device, before it was paired anew. */
  async function dropOthers() {
    for (const key of await store.keys())
      if (key !== keyAt && key !== boxAt) await store.drop(String(key));
  }

  return {
    wipe,
    /**
     * @param {object} snapshot
     * @param {{ endsAt: string, now: string, speed: number }} contact what the server said just now
     */
    async keep(snapshot, { endsAt, now, speed }) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(snapshot));
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(), text);
      await store.write(boxAt, { iv, data, endsAt, now, speed, heardAt: Date.now() });
    },
    /** What was kept; null when there is nothing, or when its time is over, and then it is gone. */
    async open() {
      await dropOthers();
      const box = await store.read(boxAt);
      if (!box) return null;
      if (isOver(box)) return wipe().then(() => null);
      const name = { name: 'AES-GCM', iv: box.iv };
      const bytes = await crypto.subtle.decrypt(name, await keyOf(), box.data);
      const { now, speed, heardAt, endsAt } = box;
      return { now, speed, heardAt, endsAt, snapshot: JSON.parse(new TextDecoder().decode(bytes)) };
    },
  };
}

/**
 * After the shift, and after twelve hours without a word from the server.
 * @param {{ endsAt: string, heardAt: number }} box
 */
export const isOver = ({ endsAt, heardAt }, wall = Date.now()) =>
  wall >= Date.parse(endsAt) || wall - heardAt > LONGEST_MS;
