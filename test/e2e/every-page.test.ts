import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import nodePath from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startHarness, type Harness } from '../support/harness.ts';
import type { Visitor } from '../support/visitor.ts';
import { newPage, openAs, startChromium, withChromium } from './support/browser.ts';
import { aFullFair } from './support/full-fair.ts';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** A folder to leave pictures in, to be looked at by a person. */
const shots = process.env.SHOTS;

interface Visit {
  who: string;
  visitor: Visitor | null;
  paths: string[];
}

withChromium('every page', () => {
  let harness: Harness;
  let browser: Browser;
  let visits: Visit[];

  beforeAll(async () => {
    harness = await startHarness();
    browser = await startChromium();
    const { fair, employers, graduates } = await aFullFair(harness);
    const f = `/fairs/${fair.slug}`;
    const first = employers[0]!;
    const own = `${f}/enrollments/${String(first.enrollment._id)}`;
    const organizer = await harness.signIn('organizer', fair);
    visits = [
      {
        who: 'visitor',
        visitor: null,
        paths: [
          '/',
          '/sign-in',
          '/sign-in/sent',
          f,
          `${f}/employers`,
          `${f}/map`,
          `${f}/registrations/new`,
          `${f}/registrations/sent`,
          `${f}/enrollments/new`,
          `${f}/enrollments/sent`,
          '/nothing-here',
        ],
      },
      {
        who: 'owner',
        visitor: await harness.signIn('owner'),
        paths: ['/home', '/fairs/new', '/outbox', '/account/sessions'],
      },
      {
        who: 'organizer',
        visitor: organizer,
        paths: [
          '/home',
          ...[
            'dashboard',
            'applications',
            `applications/${String(first.enrollment._id)}`,
            'graduates',
            'floor',
            'programs',
            'team',
            'settings',
            'outbox',
            'desks',
            'follow-ups',
          ].map((page) => `${f}/${page}`),
        ],
      },
      {
        who: 'employer',
        visitor: await harness.signInAs(first.accountId),
        paths: [
          '',
          '/openings',
          '/openings/new',
          '/team',
          '/team/badge',
          '/application',
          '/graduates',
          `/graduates/${String(graduates[0]!._id)}`,
          '/visits',
          '/scan',
        ].map((page) => own + page),
      },
      {
        who: 'graduate',
        visitor: await harness.signInAs(graduates[0]!.accountId!),
        paths: ['', '/edit', '/badge', '/badge/print', '/resume', '/consent', '/visits'].map(
          (page) => `${f}/registration${page}`,
        ),
      },
      {
        who: 'steward',
        visitor: (await harness.pairDevice(fair, 'steward')).browser,
        paths: [`/desk/${fair.slug}`],
      },
      {
        who: 'supervisor',
        visitor: (await harness.pairDevice(fair, 'supervisor', 'East 2')).browser,
        paths: ['', '/search', '/walk-ins/new', '/employers'].map(
          (page) => `/desk/${fair.slug}${page}`,
        ),
      },
    ];
  });
  afterAll(async () => {
    await browser.close();
    await harness.stop();
  });

  it.each([
    [320, 'light'],
    [320, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)(
    'is accessible, fits and keeps its content policy at %s px in %s',
    async (width, colorScheme) => {
      const faults: string[] = [];
      for (const { who, visitor, paths } of visits) {
        const context = await openAs(browser, harness, visitor, {
          viewport: { width, height: 800 },
          colorScheme,
          reducedMotion: 'reduce',
        });
        const page = await newPage(context);
        for (const path of paths) {
          page.complaints.length = 0;
          const response = await page.goto(path, { waitUntil: 'load' });
          const missing = path === '/nothing-here';
          if (response?.status() !== (missing ? 404 : 200))
            faults.push(`${who} ${path}: status ${response?.status()}`);
          const wide = await page.evaluate<number>(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          if (wide > 0) faults.push(`${who} ${path}: ${wide} px too wide`);
          const complaints = page.complaints.filter((each) => !(missing && each.includes('404')));
          if (complaints.length) faults.push(`${who} ${path}: ${complaints.join(' | ')}`);
          if (shots)
            await page.screenshot({
              path: nodePath.join(
                shots,
                `${who}${path.replaceAll('/', '_')}-${width}-${colorScheme}.png`,
              ),
              fullPage: true,
            });
          await page.evaluate(axeSource);
          const violations = await page.evaluate(async () => {
            const { axe } = globalThis as unknown as {
              axe: {
                run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }>;
              };
            };
            return (await axe.run()).violations.map(
              ({ id, nodes }) =>
                `${id} at ${JSON.stringify(nodes.slice(0, 3).map((node) => node.target))}`,
            );
          });
          if (violations.length) faults.push(`${who} ${path}: ${violations.join('; ')}`);
        }
        await context.close();
      }
      expect(faults).toEqual([]);
    },
    300_000,
  );
});
