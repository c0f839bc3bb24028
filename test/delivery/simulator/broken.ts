/** Outboxes that are broken on purpose: the real source with a line or two changed. The simulator must catch each. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Create } from './tab.ts';

export interface Broken {
  readonly name: string;
  /** File of `src/delivery`, what stands there once, and what stands there instead. */
  readonly changes: readonly (readonly [file: string, from: string, to: string])[];
  /** It shows only where the limit of 200 records is near. */
  readonly crowd?: boolean;
  /** The first seed where it needs what few schedules have; else 1. */
  readonly from?: number;
}

export const broken: readonly Broken[] = [
  {
    name: 'removes before it sends',
    changes: [
      [
        'deliver.ts',
        'return await conclude(taken',
        'await store.change(taken.key, () => undefined);\n      return await conclude(taken',
      ],
    ],
  },
  {
    name: 'leaves no tombstone',
    changes: [
      ['conclude.ts', 'bury(old, env.now(), true)', '(undefined as never)'],
      ['conclude.ts', 'desk.learn(slip);', 'if (slip) desk.learn(slip);'],
      // Nor in the page's memory, which alone would hide it in all but one of 300 schedules.
      ['conclude.ts', "if (verdict === 'done') {\n      const grave", 'if (desk.stopped) {\n      const grave'],
    ],
  },
  {
    name: 'takes a tombstone for older than what it buries',
    changes: [
      ['slip.ts', "+(a.kind === 'done') - +(b.kind === 'done')", "+(b.kind === 'done') - +(a.kind === 'done')"],
    ],
  },
  {
    name: 'takes 429 for final',
    changes: [
      [
        'verdict.ts',
        "    case 429:\n      return 'retry';",
        "      return 'retry';\n    case 429:\n      return 'never';",
      ],
    ],
  },
  {
    name: 'takes a resolved 500 for success',
    changes: [
      ['verdict.ts', 'if (status >= 200 && status < 300)', 'if (status >= 200 && (status < 300 || status >= 500))'],
    ],
  },
  {
    name: 'takes an opaque response for success',
    changes: [
      ['verdict.ts', 'if (status >= 200 && status < 300)', "if (type === 'opaque' || (status >= 200 && status < 300))"],
    ],
  },
  {
    name: "does not heed another tab's claim",
    changes: [['deliver.ts', '(leaving || !waits(old, now))', 'true']],
  },
  {
    name: 'does not heed Retry-After',
    changes: [['send.ts', ', ...(wait && { wait }) };', ' };']],
  },
  {
    name: 'says "saved" before it is',
    changes: [
      [
        'store.ts',
        'await limit(env, write, WRITE);\n      return kept(key);',
        "void limit(env, write, WRITE);\n      return 'durable';",
      ],
    ],
  },
  {
    name: 'says "saved" of what is in memory only',
    changes: [['store.ts', "(kind === 'local' && !memory.has(key) ? 'durable' : 'memory')", "'durable' as const"]],
  },
  {
    name: 'writes the journal only after the first try',
    changes: [
      [
        'store.ts',
        'slip === copy || journal.put(key, slip)',
        "slip === copy || (!(slip?.kind === 'answer' && !slip.attempts) && journal.put(key, slip))",
      ],
    ],
  },
  {
    name: 'sends whoever is signed in',
    changes: [['deliver.ts', 'return customer !== undefined && !options.signedIn?.(customer);', 'return false;']],
  },
  {
    name: 'sends anonymous answers under a token',
    changes: [['send.ts', 'customer === undefined ? undefined : ask', 'ask']],
  },
  {
    name: 'sends to the endpoint that the page has now',
    changes: [
      [
        'outbox.ts',
        'last.set(key, letter);',
        'last.set(key, letter);\n    Object.assign(env, { endpoint: letter.endpoint });',
      ],
      ['send.ts', 'env.fetch(answer.endpoint,', "env.fetch(Reflect.get(env, 'endpoint') ?? answer.endpoint,"],
    ],
  },
  {
    name: 'puts other bytes under a revision that has left',
    changes: [
      ['outbox.ts', 'return slip ? slip.revision + +(', 'return slip ? slip.revision + 0 * +('],
      ['outbox.ts', 'old.revision >= revision &&', 'old.revision > revision &&'],
    ],
  },
  {
    name: 'evicts the oldest when it is full',
    crowd: true,
    changes: [
      [
        'outbox.ts',
        "!fits(key, size) ? 'full' : '';",
        "'';\n    if (!fits(key, size)) void store.change([...store.glance().keys()].find((it) => it.startsWith('answer:')) ?? '', () => undefined);",
      ],
    ],
  },
  {
    name: 'says "sent" before the response',
    changes: [
      ['deliver.ts', 'flying.add(answer.key);', "flying.add(answer.key);\n    desk.tell(taken, 'sent', 'durable');"],
    ],
  },
  {
    name: 'keeps drafts in the page only',
    changes: [
      [
        'outbox.ts',
        'desk.mine.set(key, slip);\n      return slip;',
        'desk.mine.set(key, slip);\n      return hold ? old : slip;',
      ],
    ],
  },
  {
    name: 'parks what meets a 5xx',
    changes: [
      [
        'verdict.ts',
        "status >= 400 && status < 500 ? 'refused'",
        "status >= 500 ? 'never' : status >= 400 ? 'refused'",
      ],
    ],
  },
  {
    name: 'trusts a clock that was ahead, and waits',
    changes: [
      ['slip.ts', '!!slip && slip.at <= now && now < end(slip)', '!!slip && now < end(slip)'],
      // A record from the future is not dropped either.
      ['slip.ts', 'age > DAY || age < -3 * DAY', 'age > DAY'],
    ],
  },
  {
    name: 'sends on leaving what was taken back',
    from: 21,
    changes: [['outbox.ts', "if (mine?.kind === 'answer') desk.mine.set(key, bury(mine, env.now(), false));", '']],
  },
  {
    name: 'overwrites what is not its own',
    changes: [
      ['journal.ts', 'if (drawer.getItem(PREFIX + key) !== null && !read(key)) return false;', ''],
      ['store.ts', 'if (stored && !known) return stored;', ''],
    ],
  },
  {
    name: 'sends a draft from under the fingers',
    changes: [['outbox.ts', 'nextAt: hold ? now + HOLD : 0', 'nextAt: 0']],
  },
  {
    name: 'tries without a pause',
    changes: [
      [
        'backoff.ts',
        'failures < 10 ? random() * Math.min(5 * MINUTE, SECOND * 2 ** failures) : 30 * MINUTE',
        '0 * random() * failures',
      ],
    ],
  },
];

const source = fileURLToPath(new URL('../../../src/delivery/', import.meta.url));

/** Loads one. Throws when the source has changed so that it cannot be broken in this way any more. */
export async function load({ name, changes }: Broken): Promise<Create> {
  const folder = mkdtempSync(join(tmpdir(), 'lojal-broken-'));
  try {
    cpSync(source, folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    for (const [file, from, to] of changes) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      if (text.split(from).length !== 2) throw new Error(`${name}: src/delivery/${file} has not once: ${from}`);
      writeFileSync(
        path,
        text.replace(from, () => to),
      );
    }
    const { createOutbox } = (await import(pathToFileURL(join(folder, 'outbox.ts')).href)) as { createOutbox: Create };
    return createOutbox;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
