import fc from 'fast-check';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DashboardFrame } from '../../server/live/live-events.ts';
import { stateOf } from './support/feed-world.ts';
import { liveView } from './support/live-state.ts';

type Step =
  | { do: 'change' }
  | {
      do: 'deliver' | 'repeat' | 'drop' | 'swap' | 'cut' | 'reconnect';
      page: number;
      which: number;
    };

const PAGES = 3;
const NOON = '2027-03-13T12:00:00Z';
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change' as const) }) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constantFrom('deliver', 'repeat', 'drop', 'swap', 'cut', 'reconnect'),
      page: fc.nat(PAGES - 1),
      which: fc.nat(3),
    }),
  },
);

/** A fair's store with several control rooms, each at the end of a line that loses, repeats and turns around. */
function fairWithPages() {
  let stored: DashboardFrame = { ...stateOf(0), seq: 0 };
  const pages = Array.from({ length: PAGES }, () => {
    const page = { line: [] as DashboardFrame[], open: true, shown: null as DashboardFrame | null };
    const view = liveView<DashboardFrame>({
      frames: 'numbered',
      readSnapshot: async () => structuredClone(stored),
      apply: (state) => (page.shown = state),
    });
    return Object.assign(page, { view });
  });

  function change() {
    const seq = stored.seq + 1;
    const desk = {
      deskId: 'd',
      name: 'East',
      refused: seq % 3,
      lastScanAt: null,
      pending: seq % 2,
    };
    stored = {
      ...stateOf(seq),
      seq,
      byDesk: [{ ...desk, arrived: seq, recent: [seq] }],
      staffCalls: seq % 4 === 0 ? [{ desk: 'West', kiosk: '', why: 'help', at: NOON }] : [],
    };
    for (const page of pages) if (page.open) page.line.push(structuredClone(stored));
  }

  async function take(each: Step) {
    if (each.do === 'change') return change();
    const page = pages[each.page]!;
    const at = each.which % Math.max(1, page.line.length);
    if (each.do === 'deliver') page.line.splice(0, 1).forEach(page.view.takeFrame);
    if (each.do === 'repeat') page.line.slice(at, at + 1).forEach(page.view.takeFrame);
    if (each.do === 'drop') page.line.splice(at, 1);
    if (each.do === 'swap') page.line.push(...page.line.splice(at, 1));
    if (each.do === 'cut') Object.assign(page, { open: false, line: [] });
    if (each.do === 'reconnect') {
      Object.assign(page, { open: true, line: [] });
      void page.view.refresh();
    }
    await nextTurn();
  }

  /** What is under way arrives, in whatever order it is; pages without a line come back. */
  async function settle() {
    for (const page of pages) {
      if (!page.open || page.shown === null) void page.view.refresh();
      page.open = true;
      await nextTurn();
    }
    change();
    for (const page of pages) page.line.splice(0).forEach(page.view.takeFrame);
    for (let turn = 0; turn < 4; turn += 1) await nextTurn();
  }

  return { pages, take, settle, stored: () => stored };
}

describe('several control rooms of one fair', () => {
  it('all equal the store after any pattern of lost, repeated and reordered frames', async () => {
    let lost = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
        lost += steps.filter((each) => each.do === 'drop' || each.do === 'cut').length;
        const fair = fairWithPages();
        for (const each of steps) await fair.take(each);
        await fair.settle();
        for (const { shown } of fair.pages) expect(shown).toEqual(fair.stored());
      }),
      { numRuns: 1000 },
    );
    expect(lost).toBeGreaterThan(1000);
  }, 60_000);
});
