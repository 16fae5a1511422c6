/** Text of a part by its byte order mark; without one it is UTF-8, or Western if it is not valid as that. */
export function decodePart(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode('utf-16be', bytes);
  // XML without a mark shows its encoding by where the zero bytes of its first character are.
  if (bytes[0] === 0x3c && bytes[1] === 0) return decode('utf-16le', bytes);
  if (bytes[0] === 0 && bytes[1] === 0x3c) return decode('utf-16be', bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode('windows-1252', bytes);
  }
}

const decode = (encoding: string, bytes: Buffer): string => new TextDecoder(encoding).decode(bytes);
