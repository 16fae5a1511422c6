/** @type {Record<string, string>} */
const sentences = {
  already: 'Here already: the badge was scanned once more.',
  pending: 'The place is not confirmed yet.',
  wrong_fair: 'The badge is of another fair.',
  wrong_day: 'Not registered for today, or the doors were shut.',
  canceled: 'The place was given back, declined or canceled.',
  revoked_code: 'The badge was replaced by a newer one.',
  unknown: 'The code is on no list of this fair.',
  employer_code: 'An employer’s badge: nobody is counted by it.',
  possible_duplicate: 'Somebody alike is here already.',
  device_revoked: 'The device had no access any more.',
};

/** Why a scan let nobody in, for those who look on from the office. @param {string} outcome */
export const refusalSentence = (outcome) => sentences[outcome] ?? 'The scan was not kept.';
