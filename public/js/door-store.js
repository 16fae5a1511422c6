const NAME = 'fairbridge-door';

/**
 * What this browser keeps for a device: its key, its snapshot and the scans that the server has not answered yet.
 * @typedef {'device' | 'queue'} Shelf
 */

/** @returns {Promise<IDBDatabase>} */
function openDatabase() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('device');
      opening.result.createObjectStore('queue', { keyPath: 'nonce' });
    };
    opening.onsuccess = () => {
      // Another tab with a newer page must not wait for this one.
      opening.result.onversionchange = () => opening.result.close();
      resolve(opening.result);
    };
    opening.onerror = () => reject(opening.error);
  });
}

export function doorStore() {
  const database = openDatabase();

  /**
   * @template T
   * @param {Shelf} shelf
   * @param {IDBTransactionMode} mode
   * @param {(shelf: IDBObjectStore) => IDBRequest<T>} ask
   * @returns {Promise<T>} once it is on disk
   */
  async function run(shelf, mode, ask) {
    const transaction = (await database).transaction(shelf, mode, { durability: 'strict' });
    const request = ask(transaction.objectStore(shelf));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  }

  return {
    /** @param {string} key */
    read: (key) => run('device', 'readonly', (shelf) => shelf.get(key)),
    /** @param {string} key @param {unknown} value */
    write: (key, value) => run('device', 'readwrite', (shelf) => shelf.put(value, key)),
    keys: () => run('device', 'readonly', (shelf) => shelf.getAllKeys()),
    /** @param {string} key */
    drop: (key) => run('device', 'readwrite', (shelf) => shelf.delete(key)),
    /** @param {{ nonce: string, base: string, scan: object }} kept */
    keepScan: (kept) => run('queue', 'readwrite', (shelf) => shelf.put(kept)),
    /** @param {string} nonce */
    dropScan: (nonce) => run('queue', 'readwrite', (shelf) => shelf.delete(nonce)),
    keptScans: () => run('queue', 'readonly', (shelf) => shelf.getAll()),
  };
}
