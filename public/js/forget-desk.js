// A browser that was a desk before it became a kiosk: the desk's page and its list of names are no visitor's to open.
// Scans that the server does not have yet stay, for when it is paired as a desk again.
import { doorStore } from './door-store.js';
import { doorVault } from './door-vault.js';

navigator.serviceWorker?.controller?.postMessage('forget');
if (isSecureContext && globalThis.indexedDB && crypto.subtle)
  // Opened as a device that kept nothing, the vault lets go of what all others have kept.
  void doorVault(doorStore(), '')
    .open()
    .catch(() => {});
