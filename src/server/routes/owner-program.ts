import { type Context, Hono } from 'hono';
import { PROGRAM_LIMIT } from '../../config/parse.ts';
import { isObject } from '../../config/reader.ts';
import { isDate } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type CheckedProgram, checkProgram } from '../checked-program.ts';
import type { ProgramVersion } from '../db/program-store.ts';
import type { Store } from '../db/store.ts';
import { calendarDay } from '../ledger/calendar-day.ts';
import { previewCustomers } from '../ledger/preview-customers.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import type { SavedProgram } from '../saved-program.ts';
import { invalidBody } from '../validate.ts';
import { readRevision } from './answer-responses.ts';

interface OwnerProgramOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  readonly program: () => Promise<LoadedProgram>;
  /** Absent where the shop gives the program as a value or a file. */
  readonly saved: SavedProgram | undefined;
}

/** Bytes of a body: the program, and `from`. */
const BODY_BYTES = PROGRAM_LIMIT + 256;

/** When to ask again while another preview is computed, in seconds. */
const PREVIEW_SECONDS = '5';

/** @throws Problem for a body that is no program without a fault */
async function readProgram(c: Context<Env>, others: readonly string[]) {
  checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
  const body = readJson(await readBody(c.req.raw, BODY_BYTES));
  if (!isObject(body)) throw invalidBody([{ path: '', message: 'must be an object with "program"' }], 'The body');
  const stray = Object.keys(body).find((key) => key !== 'program' && !others.includes(key));
  if (stray !== undefined)
    throw invalidBody([{ path: stray.slice(0, 40), message: 'is not a known field' }], 'The body');
  if (body.program === undefined) throw invalidBody([{ path: 'program', message: 'is missing' }], 'The body');
  const checked = checkProgram(body.program);
  if (Buffer.byteLength(checked.text) > PROGRAM_LIMIT)
    throw new Problem(413, `A program has at most ${PROGRAM_LIMIT} bytes.`);
  return { checked, from: body.from };
}

/**
 * The newest version that the owner has read; 0 for none.
 *
 * @throws Problem 428 without a condition
 */
function readCondition(c: Context<Env>): number {
  if (c.req.header('if-none-match')?.trim() === '*') return 0;
  const match = c.req.header('if-match');
  if (match === undefined)
    throw new Problem(
      428,
      'If-Match is required, with the ETag that was read. For the first program: If-None-Match: *.',
    );
  return readRevision(match);
}

/** @throws Problem 422 for a day that is over, and for one before the version that holds */
function readFrom(given: unknown, { program }: CheckedProgram, held: ProgramVersion | undefined): CalendarDate {
  const today = calendarDay(Date.now(), program.timeZone);
  const least = held && held.from > today ? held.from : today;
  if (given === undefined) return least;
  if (!isDate(given)) throw invalidBody([{ path: 'from', message: 'must be a date, as 2026-12-31' }], 'The body');
  if (given < least)
    throw invalidBody([{ path: 'from', message: `must not be before ${least}: what was earned stays` }], 'The body');
  return given;
}

const facts = ({ version, from, saved }: ProgramVersion) => ({ version, from, saved });

const stale = () => new Problem(412, 'Another program was saved meanwhile. Read it again before you save yours.');

const otherCurrency = () =>
  invalidBody([{ path: 'program.currency', message: 'must stay: the ledgers are in this currency' }], 'The program');

const refuse = (methods: string, allow: string) => (): never => {
  throw new Problem(405, `This route accepts ${methods}.`, { headers: { Allow: allow } });
};

/** `/owner/program`: the owner reads and changes the program. */
export function ownerProgramRoutes({ store, keys, program, saved }: OwnerProgramOptions): Hono<Env> {
  let isPreviewing = false;

  async function respond(): Promise<Response> {
    if (!saved) {
      const { text, etag } = await program();
      return Response.json({ program: JSON.parse(text), versions: [] }, { headers: { ETag: etag } });
    }
    const { held, versions } = await saved.read();
    if (!held) throw new Problem(404, 'No program is saved yet. Save one with If-None-Match: *.');
    const body = { program: JSON.parse(held.text), version: held.version, versions: versions.map(facts) };
    return Response.json(body, { headers: { ETag: `"${versions.at(-1)?.version}"` } });
  }

  async function respondVersion(text: string): Promise<Response> {
    const { versions } = saved ? await saved.read() : { versions: [] };
    const found = versions.find(({ version }) => String(version) === text);
    if (!found) throw new Problem(404, 'There is no such version of the program.');
    return Response.json({ program: JSON.parse(found.text), ...facts(found) });
  }

  async function save(c: Context<Env>): Promise<Response> {
    const actor = keys.require(c, 'program');
    if (!saved)
      throw new Problem(409, 'The program is given to the server as a value or a file: change the program there.');
    const version = readCondition(c);
    const { held, versions } = await saved.read();
    if ((versions.at(-1)?.version ?? 0) !== version) throw stale();
    const { checked, from: given } = await readProgram(c, ['from']);
    const from = readFrom(given, checked, held);
    const outcome = await store.programs.saveVersion(version, from, checked, actor);
    if (outcome === 'stale') throw stale();
    if (outcome === 'other-currency') throw otherCurrency();
    return respond();
  }

  async function preview(c: Context<Env>): Promise<Response> {
    keys.require(c, 'program');
    const { checked } = await readProgram(c, []);
    const after = checked.program;
    const before = await program();
    if (after.currency !== before.program.currency) throw otherCurrency();
    const today = calendarDay(Date.now(), after.timeZone);
    const rulesAt = (at: string | number) =>
      saved && calendarDay(at, after.timeZone) < today ? before.rulesAt(at) : after;
    if (isPreviewing)
      throw new Problem(503, 'Another preview is being computed.', { headers: { 'Retry-After': PREVIEW_SECONDS } });
    isPreviewing = true;
    try {
      const effect = await previewCustomers(store.ledger, before, { program: after, rulesAt }, today, c.req.raw.signal);
      return Response.json({ currency: after.currency, today, ...effect });
    } finally {
      isPreviewing = false;
    }
  }

  return new Hono<Env>()
    .get('/owner/program', (c) => {
      keys.require(c, 'read');
      return respond();
    })
    .put(save)
    .all(refuse('GET and PUT', 'GET, HEAD, PUT'))
    .get('/owner/program/versions/:version', (c) => {
      keys.require(c, 'read');
      return respondVersion(c.req.param('version'));
    })
    .all(refuse('GET', 'GET, HEAD'))
    .post('/owner/program/preview', preview)
    .all(refuse('POST', 'POST'));
}
