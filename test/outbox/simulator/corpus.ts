/**
 * Schedules that once failed. They run first. A seed gives another schedule when the generator changes, so the events
 * that showed a fault are kept too.
 */
import type { Schedule } from './schedule.ts';

/** Seeds whose whole schedules failed. */
export const SEEDS = [
  731034109, 731093955, 880009451, 731002225, 52017747, 1772784085, 40013191, 40031600, 40035200, 40037598, 50025549,
  1332115084, 1332121763, 918459357, 613175680, 613189430, 613367754, 613457742, 613514555, 613704105, 613839625,
] as const;

const open = { do: 'open', storage: 'local', customer: undefined, identity: false, endpoint: 0, skew: 0 } as const;

export const SCHEDULES: Readonly<Record<string, Schedule>> = {
  'a draft replaces an answer that the page is claiming, and only the database has room': {
    seed: 731034109,
    crowd: 0,
    stay: false,
    events: [
      { at: 0, tab: 1, ...open },
      { at: 136, tab: 1, do: 'webStorage', fault: 'full', everywhere: false },
      { at: 155, tab: 1, do: 'put', answer: 1, hold: false, size: 0 },
      { at: 165, tab: 1, do: 'put', answer: 1, hold: true, size: 15000 },
      { at: 165, tab: 1, do: 'database', fault: 'slow', everywhere: true },
    ],
  },
  'a draft, in a tab whose clock is a month behind': {
    seed: 731093955,
    crowd: 0,
    stay: false,
    events: [
      { at: 0, tab: 0, ...open },
      { at: 0, tab: 1, ...open },
      { at: 300, tab: 1, do: 'clock', skew: -2592000000, everywhere: true },
      { at: 614, tab: 0, do: 'close', reload: true },
      { at: 807, tab: 0, do: 'clock', skew: 0, everywhere: true },
      { at: 1074, tab: 0, do: 'close', reload: true },
      { at: 1075, tab: 1, do: 'put', answer: 6, hold: true, size: 0 },
    ],
  },
  'the clock is set back while the customer writes': {
    seed: 731093955,
    crowd: 0,
    stay: false,
    events: [
      { at: 0, tab: 0, ...open },
      { at: 0, tab: 1, ...open },
      { at: 1000, tab: 1, do: 'put', answer: 6, hold: true, size: 0 },
      { at: 2000, tab: 0, do: 'clock', skew: -2592000000, everywhere: true },
      { at: 3000, tab: 0, do: 'wake' },
      { at: 700_000, tab: 1, do: 'wake' },
    ],
  },
  'a tombstone is dropped after the clock was set back, and another tab holds a copy': {
    seed: 880009451,
    crowd: 0,
    stay: true,
    events: [
      { at: 0, tab: 0, ...open },
      { at: 0, tab: 1, ...open, skew: -1500 },
      {
        at: 300,
        tab: 0,
        do: 'net',
        faults: ['busy', '413'],
        share: 1,
        wait: { seconds: '2' },
      },
      { at: 300, tab: 1, do: 'put', answer: 0, hold: false, size: 0 },
      { at: 12594, tab: 1, do: 'webStorage', fault: 'full', everywhere: true },
      {
        at: 27854,
        tab: 0,
        do: 'net',
        faults: ['503', '429'],
        share: 0.7,
        wait: { seconds: '315360000' },
      },
      { at: 88114, tab: 1, do: 'put', answer: 0, hold: false, size: 0 },
      { at: 88115, tab: 0, do: 'put', answer: 3, hold: false, size: 0 },
      { at: 1948115, tab: 0, do: 'clock', skew: 2592000000, everywhere: true },
      { at: 1948119, tab: 1, do: 'net', faults: ['bad-json'], share: 1, wait: { seconds: '' } },
      { at: 2551150, tab: 1, do: 'put', answer: 5, hold: false, size: 0 },
      { at: 2611150, tab: 1, do: 'clock', skew: 0, everywhere: true },
      { at: 2614410, tab: 1, do: 'again', answer: 5 },
    ],
  },
  'two double clicks while the answer is being sent, in a page without web storage': {
    seed: 1332115084,
    crowd: 0,
    stay: false,
    events: [
      { at: 0, tab: 0, ...open },
      { at: 0, tab: 0, do: 'webStorage', fault: 'denied', everywhere: false },
      { at: 280, tab: 0, do: 'net', faults: ['hang-before'], share: 1, wait: undefined },
      { at: 290, tab: 0, do: 'put', answer: 1, hold: false, size: 0 },
      { at: 340, tab: 0, do: 'again', answer: 1 },
      { at: 341, tab: 0, do: 'again', answer: 1 },
      { at: 600, tab: 1, ...open },
    ],
  },
};
