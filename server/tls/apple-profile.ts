import { createHash } from 'node:crypto';
import type { Handout } from './handout.ts';

/** A configuration profile that puts the authority on an iPhone or iPad; the owner must switch its trust on as well. */
export function appleProfile({ name, der }: Pick<Handout, 'name' | 'der'>): string {
  const title = escapeXml(name);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadType</key><string>Configuration</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>org.fairbridge.local-authority</string>
<key>PayloadUUID</key><string>${idOf('profile', der)}</string>
<key>PayloadDisplayName</key><string>${title}</string>
<key>PayloadDescription</key><string>Lets this device trust the server of the fair. Remove it after the fair.</string>
<key>PayloadContent</key><array><dict>
<key>PayloadType</key><string>com.apple.security.root</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>org.fairbridge.local-authority.certificate</string>
<key>PayloadUUID</key><string>${idOf('certificate', der)}</string>
<key>PayloadDisplayName</key><string>${title}</string>
<key>PayloadCertificateFileName</key><string>fairbridge.crt</string>
<key>PayloadContent</key><data>${der.toString('base64')}</data>
</dict></array>
</dict></plist>
`;
}

/** The same for the same authority, so that installing it twice replaces it. */
function idOf(what: string, der: Buffer): string {
  const hex = createHash('sha256').update(what).update(der).digest('hex');
  const part = (from: number, to: number) => hex.slice(from, to);
  return [part(0, 8), part(8, 12), `4${part(13, 16)}`, `8${part(17, 20)}`, part(20, 32)]
    .join('-')
    .toUpperCase();
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
