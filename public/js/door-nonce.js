/** 128 random bits. `crypto.randomUUID` is not there on a page without HTTPS. */
export const newNonce = () =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((b) => b.toString(16).padStart(2, '0'))
    .join('');
