import { isWelcome, seenFields, tellsName } from './door-words.js';

/**
 * What the volunteer is told of a badge that was decided without the server.
 * @param {import('./door-badge.js').BadgeVerdict} verdict
 * @param {{ name: string, holder?: string } | null} badge whose it is, as this device knows it
 * @param {string} asOf
 */
export function answerOf({ outcome, text, seen, ...team }, badge, asOf) {
  const unknown = outcome === 'unknown' ? `Not in this device’s list of ${asOf}.` : text;
  return {
    ...team,
    outcome: isWelcome(outcome) ? 'ok_offline' : outcome,
    ...(badge && tellsName(outcome) ? { name: badge.name } : {}),
    ...(unknown ? { text: unknown } : {}),
    ...seenFields(seen),
    holder: badge?.holder,
  };
}
