/** What a device is tried for before the doors open, in the order of its page. */
export const preflightChecks = [
  {
    name: 'secure',
    title: 'Secure page',
    why: 'The camera and scanning without a line need it.',
  },
  {
    name: 'worker',
    title: 'Page without a line',
    why: 'Opens this desk while the network is away.',
  },
  {
    name: 'snapshot',
    title: 'List for scanning without a line',
    why: 'Fetched by the desk’s page.',
  },
  { name: 'line', title: 'Line to the server', why: 'How long an answer takes.' },
  { name: 'clock', title: 'Clock of this device', why: 'Compared with the server’s.' },
  { name: 'battery', title: 'Battery', why: 'A shift takes hours.' },
  {
    name: 'camera',
    title: 'Camera and light',
    why: 'Reads badges.',
    button: 'Start the camera',
  },
  { name: 'sound', title: 'Sound', why: 'Tells welcome from refusal.', button: 'Play the sound' },
  { name: 'vibration', title: 'Vibration', why: 'Felt where nothing is heard.', button: 'Vibrate' },
  {
    name: 'scanner',
    title: 'Scanner, and a test code',
    why: 'Scan this square with a USB or Bluetooth scanner, or type the code below it. This device decides alone, without the server.',
  },
  { name: 'printer', title: 'Printer', why: 'Only where badges are printed at this desk.' },
] as const;

export type CheckName = (typeof preflightChecks)[number]['name'];
export const checkNames = preflightChecks.map(({ name }) => name);

/** Works; works with something to know; does not work. */
export const checkStates = ['ok', 'look', 'fail'] as const;
export type CheckState = (typeof checkStates)[number];

/** A code that no badge has: with letters that a wrong keyboard layout swaps. */
export const TEST_CODE = 'TEST2ZY9';

/** What the organizer reads of a device's pre-flight. */
export function preflightWords(checks: { name: string; state: string }[]) {
  if (checks.length === 0) return null;
  const titles = (state: CheckState) =>
    preflightChecks
      .filter(({ name }) => checks.some((each) => each.name === name && each.state === state))
      .map(({ title }) => title);
  const [failed, look] = [titles('fail'), titles('look')];
  if (failed.length > 0) return { kind: 'stop', text: `Fails: ${failed.join(', ')}` };
  if (look.length > 0) return { kind: 'wait', text: `Look at: ${look.join(', ')}` };
  return { kind: 'go', text: `${checks.length} of ${preflightChecks.length} work` };
}
