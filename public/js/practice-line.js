import { practiceScan, practiceTeam, practiceUndo } from './practice-judge.js';

/**
 * A line that leads nowhere: what happens in practice is known to this page alone, and gone with it.
 * @param {object} practice
 * @param {string} practice.timeZone
 * @param {() => boolean} practice.isOffline
 * @param {(done: string, mode?: string) => void} practice.onDone an outcome, or what was done beside
 */
export function practiceLine({ timeZone, isOffline, onDone }) {
  /** @type {import('./practice-judge.js').Marks} */
  let marks = {};
  const now = () => new Date();

  return {
    now,
    /** @param {import('./door-screen.js').Message} message */
    async submit({ code, confirmed, mode }) {
      const practice = { marks, timeZone, offline: isOffline() };
      const answer = practiceScan({ code, confirmed, now: now() }, practice);
      marks = answer.marks;
      onDone(answer.result.outcome, mode);
      return answer.result;
    },
    /** @param {string} number */
    async undo(number) {
      const answer = practiceUndo(number, marks);
      marks = answer.marks;
      if (answer.result.ok) onDone('undone');
      return answer.result;
    },
    /** @param {string} number */
    async markTeam(number) {
      const answer = practiceTeam(number, marks, now());
      marks = answer.marks;
      onDone('team');
      return answer.result;
    },
  };
}
