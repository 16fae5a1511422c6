// The estimate of the wait in words: the server draws the first with it, the browser every later one.

/** @typedef {import('../../server/dashboard/wait-estimate.ts').WaitEstimate} WaitEstimate */

/** @param {WaitEstimate} wait */
export function waitWord(wait) {
  if (wait.kind === 'nobody') return 'No line';
  if (wait.kind === 'too_early') return 'Too early to tell';
  if (wait.seconds === null) return 'A line is growing';
  if (wait.seconds < 60) return wait.seconds < 30 ? 'Under 30 seconds' : 'Under a minute';
  const minutes = Math.round(wait.seconds / 60);
  return minutes === 1 ? 'About a minute' : `About ${minutes} minutes`;
}

/** What the estimate was made from. @param {WaitEstimate} wait */
export function waitReason({ scans, desks, fastest }) {
  if (scans === 0) return 'No scan in the last five minutes.';
  const each = Math.round((scans / desks) * 10) / 10;
  const used = desks === 1 ? '1 desk in use made' : `each of ${desks} desks in use made`;
  return `In the last five minutes ${used} ${each} ${each === 1 ? 'scan' : 'scans'}; the fastest five minutes of a desk today had ${fastest}.`;
}
