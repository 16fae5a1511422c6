/**
 * Which kiosk it is: the desk, and its own name where it has one. The same in the control room and at the desks.
 * @param {{ desk: string, kiosk?: string }} at
 */
export const kioskPlace = ({ desk, kiosk }) => (kiosk ? `${desk}, ${kiosk}` : desk);

/** @type {Record<string, string>} */
const reasons = {
  help: 'asks for help',
  'not-me': 'somebody says “that is not me”',
  print: 'no badge came out',
};

/** Why staff are wanted. @param {string} why */
export const callReason = (why) => reasons[why] ?? 'asks for help';
