import { encode } from 'uqr';

/** The pattern of a badge, for the camera of `fastCamera`: rows of ones and zeros. */
export const badgePattern = (token: string): string[] =>
  encode(token, { ecc: 'M', border: 4 }).data.map((row) =>
    row.map((dark) => (dark ? '1' : '0')).join(''),
  );

/**
 * Put into a page before its own scripts: a camera that shows whatever badge it is told to, frames that come as fast as
 * they are read, and timers so many times faster, so that a shift passes in minutes. `window.showBadge(pattern)` holds a
 * badge before the camera and comes back with the outcome once the page has answered.
 */
export const fastCamera = (speed: number): string => `(() => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 480];
  const context = canvas.getContext('2d');
  const cell = 8;
  const paint = (pattern) => {
    context.fillStyle = '#c8c8c8';
    context.fillRect(0, 0, canvas.width, canvas.height);
    const [left, top] = [(canvas.width - pattern.length * cell) >> 1, (canvas.height - pattern.length * cell) >> 1];
    pattern.forEach((row, y) => [...row].forEach((dark, x) => {
      context.fillStyle = dark === '1' ? '#141414' : '#ebebeb';
      context.fillRect(left + x * cell, top + y * cell, cell, cell);
    }));
  };
  paint([]);
  const stream = canvas.captureStream(60);
  navigator.mediaDevices.getUserMedia = async () => stream;

  let frames = 0;
  HTMLVideoElement.prototype.requestVideoFrameCallback = (look) => {
    frames += 1;
    return setTimeout(look, 0);
  };
  window.framesRead = () => frames;

  const every = window.setInterval;
  // A picture that is drawn once may be lost on its way to the video.
  let held = [];
  every(() => paint(held), 150);
  window.setInterval = (work, ms, ...given) => every(work, ms / ${speed}, ...given);

  let answered = null;
  new MutationObserver(() => {
    const answer = document.querySelector('[data-answer]');
    if (!answered || !answer || answer.hidden) return;
    answered(answer.querySelector('.verdict').dataset.outcome);
    answered = null;
  }).observe(document, { subtree: true, attributeFilter: ['hidden'] });
  window.showBadge = async (pattern) => {
    document.querySelector('[data-next]').click();
    const outcome = new Promise((resolve) => {
      answered = resolve;
      setTimeout(resolve, 10_000, 'not answered');
    });
    paint((held = pattern));
    return outcome;
  };
  window.showBadges = async (patterns) => {
    const outcomes = {};
    for (const pattern of patterns) {
      const outcome = await window.showBadge(pattern);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    return outcomes;
  };
  window.rowsKept = async () => {
    const opening = indexedDB.open('fairbridge-door');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const all = opening.result.transaction(['device', 'queue']);
    const counts = ['device', 'queue'].map((shelf) => new Promise((resolve) => {
      const counting = all.objectStore(shelf).count();
      counting.onsuccess = () => resolve(counting.result);
    }));
    const [device, queue] = await Promise.all(counts);
    opening.result.close();
    return device + queue;
  };
})()`;
