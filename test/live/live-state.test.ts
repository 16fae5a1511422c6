import fc from 'fast-check';
import { liveView } from './support/live-state.ts';
import { simulatedFair, type Step } from './support/simulated-fair.ts';

const anySteps = fc.array(
  fc.constantFrom<Step>(
    'change',
    'count',
    'number',
    'die',
    'deliver',
    'repeat',
    'lose',
    'cut',
    'reconnect',
    'snapshotReadsNumber',
    'snapshotCounts',
    'snapshotArrives',
    'snapshotFails',
  ),
  { maxLength: 60 },
);

describe('a page that follows a fair', () => {
  it('shows the truth after it has reconnected, whatever was lost, late or double before', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const page = simulatedFair();
        for (const step of steps) await page.take(step);
        await page.take('reconnect');
        await page.calmDown();
        expect(page.shown.at(-1)?.arrived).toBe(page.fair.arrived);
      }),
      { numRuns: 1000 },
    );
  });

  it('shows the truth after the next frame too, when the line only lost some', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const page = simulatedFair();
        for (const step of steps) await page.take(step);
        await page.take('change');
        await page.calmDown();
        expect(page.shown.at(-1)?.arrived).toBe(page.fair.arrived);
      }),
      { numRuns: 1000 },
    );
  });

  it('never goes back to an older number', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const page = simulatedFair();
        for (const step of steps) await page.take(step);
        await page.calmDown();
        const numbers = page.shown.map(({ seq }) => seq);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('when a page reads the snapshot', () => {
  function page(frames: 'numbered' | 'newest' | 'hint') {
    const shown: object[] = [];
    const answers: ((state: { seq?: number } | null) => void)[] = [];
    const view = liveView<{ seq?: number }>({
      frames,
      readSnapshot: () => new Promise((answer) => answers.push(answer)),
      apply: (state) => shown.push(state),
    });
    return { view, shown, answers };
  }

  it('reads it after a step of more than one, and shows the frame meanwhile', () => {
    const { view, shown, answers } = page('numbered');
    for (const seq of [4, 5, 5, 3]) view.takeFrame({ seq });
    expect([shown, answers.length]).toEqual([[{ seq: 4 }, { seq: 5 }], 0]);
    view.takeFrame({ seq: 7 });
    expect([shown.at(-1), answers.length]).toEqual([{ seq: 7 }, 1]);
  });

  it('takes any step where frames do not count up by one', () => {
    const { view, shown, answers } = page('newest');
    for (const seq of [4, 9, 6]) view.takeFrame({ seq });
    expect([shown, answers.length]).toEqual([[{ seq: 4 }, { seq: 9 }], 0]);
  });

  it('reads it on each hint, never two at once, and once more when asked meanwhile', async () => {
    const { view, shown, answers } = page('hint');
    for (const seq of [1, 2, 3]) view.takeFrame({ seq });
    expect([shown, answers.length]).toEqual([[], 1]);

    answers[0]!({ seq: 1 });
    await new Promise(setImmediate);
    expect([shown, answers.length]).toEqual([[{ seq: 1 }], 2]);

    answers[1]!({ seq: 1 });
    await new Promise(setImmediate);
    expect([shown.length, answers.length]).toEqual([2, 2]);
  });

  it('goes on after a snapshot that could not be read', async () => {
    const { view, shown, answers } = page('numbered');
    void view.refresh();
    answers[0]!(null);
    await new Promise(setImmediate);
    void view.refresh();
    answers[1]!({ seq: 2 });
    await new Promise(setImmediate);
    expect(shown).toEqual([{ seq: 2 }]);
  });
});
