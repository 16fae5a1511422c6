/**
 * People who do not exist, one for each thing that can happen at a door.
 * @typedef {object} Guest
 * @property {string} number of the badge
 * @property {string} name
 * @property {string} about what their badge is good for
 * @property {Partial<import('./door-admission.js').Holder>} [holder] how they differ from somebody who just comes in
 * @property {string} [person] the number of another badge of the same person
 * @property {boolean} [replaced]
 * @property {boolean} [elsewhere] the badge of another fair
 * @property {boolean} [anotherDay]
 * @property {boolean} [alike] somebody like them is here already
 * @property {boolean} [team]
 * @property {boolean} [breaks] the line breaks when it is scanned first
 * @property {boolean} [ends] the organizer ends the device's access
 * @property {boolean} [nobody] no list has it
 */

/** @type {Guest[]} */
export const practiceGuests = [
  { number: '222', name: 'Robin Sample', about: 'Registered for today' },
  { number: '333', name: 'Kim Sample', about: 'Registered for today' },
  {
    number: '444',
    name: 'Sam Sample',
    about: 'With a note for the door',
    holder: { attention: 'Asked for a chair: show the way to the welcome desk.' },
  },
  {
    number: '555',
    name: 'Lou Sample',
    about: 'Waits for a place',
    holder: { state: 'pending' },
  },
  { number: '666', name: 'Fay Sample', about: 'Registered for another day', anotherDay: true },
  {
    number: '777',
    name: 'Noa Sample',
    about: 'Gave the place back',
    holder: { state: 'canceled', reason: 'Gave the place back last week.' },
  },
  { number: '888', name: 'Max Sample', about: 'Badge of another fair', elsewhere: true },
  {
    number: '999',
    name: 'Robin Sample',
    about: 'Robin’s old badge',
    replaced: true,
    person: '222',
  },
  { number: '322', name: 'Alex Sample', about: 'An Alex Sample is here already', alike: true },
  { number: '422', name: 'Sample Hospital', about: 'An employer’s team', team: true },
  { number: '522', name: 'Jo Sample', about: 'The line breaks at the first try', breaks: true },
  { number: '622', name: 'Nobody', about: 'A badge that is on no list', nobody: true },
  { number: '722', name: 'Organizer', about: 'Ends the access of this device', ends: true },
];

/** @param {string | null} number */
export const guestOf = (number) => practiceGuests.find((guest) => guest.number === number) ?? null;
