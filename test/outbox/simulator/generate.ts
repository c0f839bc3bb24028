/** Creates a schedule from a seed. A schedule has a few themes, so that related events occur together. */
import { Random } from './random.ts';
import type {
  Act,
  Customer,
  DatabaseFault,
  Event,
  IdentityFault,
  NetFault,
  Page,
  Schedule,
  Wait,
  WebStorageFault,
} from './schedule.ts';
import { OTHER } from './texts.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Theme =
  | 'drafts'
  | 'discard'
  | 'lifecycle'
  | 'crash'
  | 'kill'
  | 'clock'
  | 'identity'
  | 'endpoint'
  | 'forget'
  | 'webStorage'
  | 'database'
  | 'records'
  | 'net'
  | 'retry'
  | 'sizes';

/** The probability of each theme. */
const THEMES: Readonly<Record<Theme, number>> = {
  drafts: 0.4,
  discard: 0.35,
  lifecycle: 0.5,
  crash: 0.25,
  kill: 0.2,
  clock: 0.3,
  identity: 0.3,
  endpoint: 0.3,
  forget: 0.08,
  webStorage: 0.25,
  database: 0.3,
  records: 0.12,
  net: 0.75,
  retry: 0.3,
  sizes: 0.08,
};

/** Faults by kind. All kinds are equally likely. */
const FAULTS: readonly [readonly [NetFault, ...NetFault[]], ...(readonly [NetFault, ...NetFault[]])[]] = [
  ['cut-before', 'cut-after', 'offline'],
  ['hang-before', 'hang-after', 'slow'],
  ['500-before', '500-after', '502', '408'],
  ['429', '503'],
  ['429', '503'],
  ['401', '403', 'stale'],
  ['404', '410', 'redirect'],
  ['opaque-before', 'opaque-after'],
  ['400'],
  ['busy', 'busy-header', 'busy-hang'],
  ['413', '415', '422'],
  ['204', 'bad-json'],
];
/** Responses that do not come from the endpoint, by kind. */
const FOREIGN: readonly [readonly [NetFault, ...NetFault[]], ...(readonly [NetFault, ...NetFault[]])[]] = [
  ['portal', 'portal-203', 'cached-page'],
  ['portal-409'],
  ['redirected', '304'],
  ['proxy-empty', 'proxy-204'],
  ['other-json', 'other-answer', 'other-revision', 'not-stored'],
  ['body-cut', 'body-half', 'body-endless'],
  ['opaque-before'],
];
const WAITS: readonly [Wait, ...Wait[]] = [
  { seconds: '2' },
  { seconds: '60' },
  { seconds: '600' },
  { seconds: '7200' },
  { seconds: '-5' },
  { seconds: '315360000' },
  { seconds: 'soon' },
  { seconds: '' },
  { date: 30 },
  { date: 900 },
  { date: -60 },
  { date: 315_360_000 },
  undefined,
];
/** The error of the clock of one tab, in ms. Two clocks of one device are never a day apart. */
const SKEWS: readonly [number, ...number[]] = [-DAY / 2, DAY / 2, -HOUR, HOUR, -5 * MINUTE, 5 * MINUTE, -1500, 0];
const GAPS: Readonly<Record<'burst' | 'mixed' | 'days', readonly [number, ...number[]]>> = {
  burst: [0, 0, 1, 2, 3, 5, 8, 15, 40, 120, 260],
  mixed: [0, 1, 4, 30, 260, SECOND, 3 * SECOND, 12 * SECOND, MINUTE, 5 * MINUTE, 31 * MINUTE],
  days: [0, 5, 300, 20 * SECOND, 10 * MINUTE, 31 * MINUTE, 2 * HOUR, 7 * HOUR, 13 * HOUR, DAY],
};

/** One schedule in this many starts near the limit of 200 records, because such a schedule takes long. */
export const CROWD = 400;

export function generate(seed: number): Schedule {
  const random = new Random(seed);
  const themes = new Set((Object.keys(THEMES) as Theme[]).filter((it) => random.chance(THEMES[it])));
  const has = (theme: Theme) => themes.has(theme);
  const customer = (): Customer => random.pick<Customer>(['c1', 'c1', OTHER, undefined]);
  const events: Event[] = [];
  const crowd = seed % CROWD === 0 ? 197 : 0;
  const tabs = random.pick([1, 1, 1, 2, 2, 2, 3, 4, 8]);
  const storage: Page['storage'] = random.chance(0.85) ? 'local' : random.pick(['session', 'none'] as const);
  const identity = has('identity');
  const add = (at: number, tab: number, act: Act) => events.push({ at, tab, ...act });
  const skew = () => (has('clock') && random.chance(0.5) ? random.pick(SKEWS) : 0);
  const page = () => ({
    do: 'open' as const,
    storage,
    customer: identity ? customer() : undefined,
    identity,
    endpoint: has('endpoint') ? random.below(2) : 0,
    skew: skew(),
  });
  for (let tab = 0; tab < tabs; tab++) add(0, tab, page());

  /** The tab that created each answer. */
  const owners: number[] = [];
  let opened = tabs;
  let at = random.pick([0, 5, 300]);
  const put = (answer: number): Act => ({
    do: 'put',
    answer,
    hold: has('drafts') && random.chance(0.55),
    size: has('sizes') && random.chance(0.5) ? random.pick([6000, 15_000, 17_000]) : 0,
  });
  const owned = () => random.below(owners.length);

  const style = random.pick(['burst', 'mixed', 'mixed', 'days'] as const);
  const net = (): Act => {
    const wait = random.pick(WAITS);
    const seconds = wait && ('date' in wait ? Math.max(1, wait.date) : Number.parseInt(wait.seconds, 10));
    // An endpoint that asks for a few seconds, for days, only slows the simulation down.
    if (seconds && seconds > 0 && seconds < 60 && style !== 'burst')
      add(at + 2 * MINUTE, 0, { do: 'net', faults: ['offline'], share: random.pick([0, 1]), wait });
    const faults = Array.from({ length: 1 + random.below(3) }, () => random.pick(random.pick(FAULTS)));
    return { do: 'net', faults, share: random.pick([0.3, 0.7, 1]), wait };
  };

  /** Events that may follow within a second of a click. */
  const chase = (tab: number, answer: number) => {
    const acts: Act[] = [put(answer)];
    if (has('discard')) acts.push({ do: 'discard', answer });
    if (has('lifecycle')) acts.push({ do: 'hide' }, { do: 'close', reload: false }, { do: 'freeze', cached: true });
    if (has('kill')) acts.push({ do: 'kill', lost: random.below(3001) });
    if (has('database')) acts.push({ do: 'sever' }, { do: 'database', fault: 'aborts', everywhere: false });
    const soon = () => at + random.pick([0, 1, 3, 6, 10, 20, 60, 200, 900]);
    const [first, second] = [soon(), soon()].sort((a, b) => a - b) as [number, number];
    add(first, tab, acts[random.below(acts.length)] as Act);
    if (random.chance(0.4)) add(second, tab, acts[random.below(acts.length)] as Act);
  };

  const acts: [number, () => void][] = [
    [
      10,
      () => {
        const tab = random.below(opened);
        owners.push(tab);
        add(at, tab, put(owners.length - 1));
        if (random.chance(0.4)) chase(tab, owners.length - 1);
      },
    ],
    [
      has('drafts') ? 5 : 1,
      () => {
        const answer = owned();
        const tab = owners[answer];
        if (tab !== undefined) add(at, tab, put(answer));
      },
    ],
  ];
  const may = (weight: number, when: boolean, run: () => void) => when && acts.push([weight, run]);
  /** Adds an act with an answer, in the tab that created the answer. */
  const on = (act: (answer: number) => Act) => () => {
    const answer = owned();
    const tab = owners[answer];
    if (tab !== undefined) add(at, tab, act(answer));
  };
  /** Adds an act in any tab. */
  const any = (act: () => Act) => () => void add(at, random.below(opened), act());

  may(3, has('net'), any(net));
  may(
    1,
    true,
    on((answer) => ({ do: 'again', answer })),
  );
  may(
    3,
    has('discard'),
    on((answer) => ({ do: 'discard', answer })),
  );
  may(
    2,
    has('retry'),
    on((answer) => ({ do: 'retry', answer: random.chance(0.7) ? answer : undefined })),
  );
  may(
    1,
    has('retry'),
    any(() => ({ do: random.pick(['online', 'wake'] as const) })),
  );
  may(
    2,
    has('lifecycle'),
    any(() => ({ do: random.pick(['hide', 'hide', 'show', 'leave'] as const) })),
  );
  may(
    2,
    has('lifecycle'),
    any(() => ({ do: 'freeze', cached: random.chance(0.5) })),
  );
  may(
    2,
    has('lifecycle'),
    any(() => ({ do: 'thaw' })),
  );
  may(
    2,
    has('lifecycle'),
    any(() => ({ do: 'close', reload: random.chance(0.4) })),
  );
  may(
    3,
    has('crash'),
    any(() => ({ do: 'crash', ops: random.below(12) })),
  );
  may(
    1,
    has('kill'),
    any(() => ({ do: 'kill', lost: random.below(3001) })),
  );
  may(
    3,
    has('clock'),
    any(() => {
      const everywhere = random.chance(0.5);
      const skew = everywhere ? random.pick([0, -DAY, DAY, 30 * DAY, 30 * DAY, -30 * DAY]) : random.pick(SKEWS);
      return { do: 'clock', skew, everywhere };
    }),
  );
  may(
    2,
    has('identity'),
    any(() => ({ do: 'customer', customer: customer() })),
  );
  may(
    1,
    has('identity'),
    any(() => ({
      do: 'identity',
      fault: random.pick<IdentityFault>(['fine', 'throws', 'hangs', 'slow', 'slow', 'nothing']),
    })),
  );
  may(
    2,
    has('endpoint'),
    any(() => ({ do: 'endpoint', endpoint: random.below(2) })),
  );
  may(
    1,
    has('forget'),
    any(() => ({ do: 'forget' })),
  );
  may(
    2,
    has('webStorage'),
    any(() => ({
      do: 'webStorage',
      fault: random.pick<WebStorageFault>(['fine', 'full', 'throws', 'lies', 'denied']),
      everywhere: random.chance(0.6),
    })),
  );
  may(
    3,
    has('database'),
    any(() => ({
      do: 'database',
      fault: random.pick<DatabaseFault>(['fine', 'denied', 'blocked', 'hangs', 'slow', 'aborts']),
      everywhere: random.chance(0.6),
    })),
  );
  may(
    1,
    has('database'),
    any(() => ({ do: 'sever' })),
  );
  may(
    1,
    has('forget'),
    any(() => ({ do: 'evict' })),
  );
  may(
    3,
    has('records'),
    any(() => ({
      do: 'foreign',
      under: random.pick(['answer', 'pause', 'other'] as const),
      answer: random.below(owners.length + 1),
      place: random.pick(['webStorage', 'database'] as const),
      what: random.below(90),
    })),
  );
  may(
    1,
    has('sizes'),
    any(() => ({ do: 'budget', ms: random.pick([100, 20 * SECOND]) })),
  );
  may(1, has('kill') || has('crash') || has('lifecycle'), () => void (opened < 12 && add(at, opened++, page())));
  const weights = acts.reduce((sum, [weight]) => sum + weight, 0);

  if (has('net') || crowd) add(at, 0, crowd ? { do: 'net', faults: ['offline'], share: 1, wait: undefined } : net());
  const gaps = GAPS[style];
  const count = 2 + Math.floor(random.next() * random.next() * 28);
  for (let i = 0; i < count; i++) {
    let left = random.below(weights);
    acts.find(([weight]) => {
      left -= weight;
      return left < 0;
    })?.[1]();
    at += random.pick(gaps);
  }
  events.sort((a, b) => a.at - b.at);
  return extend({ seed, events, crowd, stay: random.chance(0.5) });
}

/**
 * Adds what later versions of the simulator can do. Uses its own random numbers, so that a seed keeps its first
 * events.
 */
function extend(schedule: Schedule): Schedule {
  const random = new Random(schedule.seed ^ 0x2be11);
  const { seed, crowd } = schedule;
  let events = [...schedule.events];
  const confirms = random.chance(0.5);
  const plain = random.chance(0.3);
  if (random.chance(0.2))
    events = events.map((event) =>
      event.do === 'put' && random.chance(0.5) ? { ...event, size: random.pick([6000, 15_000, 17_000]) } : event,
    );
  if (random.chance(0.45)) {
    for (let i = 1 + random.below(3); i > 0; i--) {
      // Shortly after another event, for example an answer.
      const at = (events[random.below(events.length)]?.at ?? 0) + random.pick([0, 0, 5, 1000]);
      const faults = Array.from({ length: 1 + random.below(3) }, () => random.pick(random.pick(FOREIGN)));
      events.push({ at, tab: 0, do: 'net', faults, share: random.pick([0.3, 0.7, 1]), wait: undefined });
    }
    events.sort((a, b) => a.at - b.at);
  }
  const probe = {
    by: random.pick(['timer', 'online', 'pageshow'] as const),
    after: random.pick([3 * SECOND, 45 * SECOND, 12 * MINUTE, 12 * MINUTE, 3 * HOUR]),
    known: random.pick(['by itself', 'by another page', undefined] as const),
    faults: random.chance(0.3)
      ? [random.pick<NetFault>(['offline', '500-before'])]
      : [0, 0, 0].map(() => random.pick(random.pick(FOREIGN))),
  };
  return { ...schedule, seed, events, confirms, plain, ...(!crowd && random.chance(0.6) && { probe }) };
}
