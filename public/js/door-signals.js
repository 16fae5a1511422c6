import { isWelcome } from './door-words.js';

/** Frequencies in turn, and how long the device shakes: heard and felt without looking. */
const signals = {
  welcome: { tones: [660, 990], shake: [80] },
  look: { tones: [520, 520], shake: [80, 60, 80] },
  stop: { tones: [220, 180, 220], shake: [250, 80, 250] },
  employer: { tones: [520, 660, 780], shake: [60, 40, 60, 40, 60] },
};
const TONE_S = 0.11;
const look = new Set(['already', 'pending', 'possible_duplicate']);

/** @type {AudioContext | null} */
let audio = null;

/** Browsers give sound only after a person has touched the page. */
export function wakeSound() {
  const wake = () => {
    audio ??= new AudioContext();
    void audio.resume();
  };
  addEventListener('pointerdown', wake, { passive: true });
  addEventListener('keydown', wake);
}

/** @param {string} outcome */
export function signal(outcome) {
  const { tones, shake } = signals[kindOf(outcome)];
  navigator.vibrate?.(shake);
  if (audio?.state !== 'running') return;
  const start = audio.currentTime;
  tones.forEach((frequency, at) => play(frequency, start + at * TONE_S));
}

/**
 * @param {string} outcome
 * @returns {keyof typeof signals}
 */
function kindOf(outcome) {
  if (isWelcome(outcome)) return 'welcome';
  if (outcome === 'employer_code') return 'employer';
  return look.has(outcome) ? 'look' : 'stop';
}

/**
 * @param {number} frequency
 * @param {number} at
 */
function play(frequency, at) {
  if (!audio) return;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0.25, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + TONE_S);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + TONE_S);
}
