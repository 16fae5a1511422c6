import type { MailData } from './mail-templates.ts';

const site = 'https://fair.example.org';
const days = [
  { date: '2030-03-22', opens: '09:00', closes: '15:30' },
  { date: '2030-03-23', opens: '10:00', closes: '14:00' },
];
const place = {
  fair: 'Spring Health IT Fair',
  venue: 'Georgia Hall',
  address: '1 Fair Street, Atlanta, GA 30303',
  timeZone: 'America/New_York',
  days,
};
/** A picture of one pixel: enough to see where the code stands. */
const qrPngBase64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
const enrollment = {
  name: 'Robin Castle',
  employer: 'Oconee Regional Hospital',
  fair: place.fair,
};
const pageUrl = `${site}/fairs/spring/enrollments/1`;
const deletedOn = '2030-09-19';
const badge = {
  ...place,
  deletedOn,
  name: 'Ada',
  code: 'K7QM-2XPR',
  badgeUrl: `${site}/badge/1/abc`,
  ownPageUrl: `${site}/fairs/spring/registration`,
};
const why = 'All booths of this year are given away.';

/** What the previews show: every field filled, nobody real. */
export const mailSamples: { [T in keyof MailData]: MailData[T] } = {
  'sign-in': { name: 'Ada' },
  invitation: { name: 'Robin', what: 'to run Spring Health IT Fair' },
  badge: { ...badge, qrPngBase64 },
  'registration-pending': badge,
  'already-registered': {
    name: 'Ada',
    fair: place.fair,
    canceled: false,
    ownPageUrl: badge.ownPageUrl,
  },
  'registration-canceled': {
    name: 'Ada',
    fair: place.fair,
    reason: 'You asked us to.',
    fairUrl: `${site}/fairs/spring`,
  },
  'enrollment-received': { ...enrollment, pageUrl, deletedOn },
  'enrollment-accepted': {
    ...enrollment,
    ...place,
    note: 'You stand beside the main door.',
    pageUrl,
  },
  'enrollment-wait-listed': { ...enrollment, reason: why, pageUrl },
  'enrollment-declined': { ...enrollment, reason: why },
  'enrollment-canceled': { ...enrollment, reason: 'You asked us to.' },
  'representative-badge': {
    ...enrollment,
    ...place,
    code: badge.code,
    badgeUrl: badge.badgeUrl,
    pageUrl,
    qrPngBase64,
  },
  'consent-asked': {
    name: 'Ada',
    fair: place.fair,
    employer: enrollment.employer,
    question: 'We look for an implementation specialist in Dublin.',
    answerUrl: `${badge.ownPageUrl}/consent`,
  },
  'follow-up': {
    subject: 'Thank you for coming',
    paragraphs: ['Hello Ada,', 'You met four employers. Two of them would like to see you again.'],
    fair: place.fair,
  },
  'test-message': { askedBy: 'Olu Owner' },
};
