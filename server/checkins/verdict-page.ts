import { clock } from '../../public/js/door-time.js';
import { isWelcome, verdictLines } from '../../public/js/door-words.js';
import type { KnownDevice } from '../access/load-device.ts';
import { newToken } from '../web/tokens.ts';
import type { ScanMessage, ScanResult } from './outcome.ts';

/** What the page of one answer draws. */
export function verdictPage(
  result: ScanResult,
  message: Partial<ScanMessage>,
  { device, fair }: KnownDevice,
) {
  const lines = verdictLines(result, (at) => clock(Date.parse(at), fair));
  const supervisor = device.role === 'supervisor';
  return {
    title: result.name ? `${lines.word}: ${result.name}` : lines.word,
    outcome: result.outcome,
    ...lines,
    scanId: result.scanId,
    mayUndo: isWelcome(result.outcome) && Boolean(result.scanId),
    mayAdmit: supervisor && result.outcome === 'possible_duplicate',
    team: result.outcome === 'employer_code' && !result.employerArrived && result.enrollmentId,
    supervisor,
    again: { code: message.code, registrationId: message.registrationId, nonce: newToken() },
  };
}
