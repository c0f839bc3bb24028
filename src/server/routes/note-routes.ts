import { type Context, Hono } from 'hono';
import { isObject } from '../../config/reader.ts';
import type { Store } from '../db/store.ts';
import { MOST_NOTES, type NewNote } from '../maintenance/note-store.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import type { Env } from '../options.ts';
import { type EventFault, Problem } from '../problem.ts';
import { isStorable } from '../storable.ts';
import { invalidBody } from '../validate.ts';

/** The longest texts, in UTF-16 code units, as in the fields of the page. */
const LIMITS = { author: 60, text: 1_000 };

/** A text with something to read, without control characters other than line breaks and tabs. */
const isReadable = (given: unknown, limit: number): given is string =>
  typeof given === 'string' &&
  given.length <= limit &&
  /[^\s\p{C}]/u.test(given) &&
  !/[^\P{Cc}\n\t]/u.test(given) &&
  isStorable(given);

/** @throws Problem 422 for what is no note */
async function readNote(c: Context<Env>): Promise<NewNote> {
  checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
  const body = readJson(await readBody(c.req.raw));
  if (!isObject(body)) throw invalidBody([{ path: '', message: 'must be an object' }], 'The note');
  const { id, author, text, ...others } = body;
  const faults: EventFault[] = Object.keys(others).map((key) => ({
    path: key.slice(0, 40),
    message: 'is not a known field',
  }));
  const isId = typeof id === 'string' && /^[\w-]{16,64}$/.test(id);
  if (!isId) faults.push({ path: 'id', message: 'must be 16 to 64 letters, digits, "-" or "_"' });
  for (const [path, value] of Object.entries({ author, text })) {
    const limit = LIMITS[path as keyof typeof LIMITS];
    if (!isReadable(value, limit)) faults.push({ path, message: `must be a text of 1 to ${limit} characters` });
  }
  if (faults.length > 0 || !isId) throw invalidBody(faults, 'The note');
  return { id, author: String(author), text: String(text) };
}

/** `/owner/notes`: what the shop's staff tell each other. */
export function noteRoutes({ store, keys }: { readonly store: Store; readonly keys: KeyCheck }): Hono<Env> {
  const { maintenance } = store;

  async function write(c: Context<Env>): Promise<Response> {
    const key = keys.require(c, 'moderate');
    const note = await readNote(c);
    const outcome = await maintenance.writeNote(note, key);
    if (outcome === 'full') throw new Problem(409, `There are ${MOST_NOTES} notes, which is the most. Delete some.`);
    if (outcome === 'other') throw new Problem(409, 'Another note has this id.');
    return Response.json({ ...note, key }, { status: outcome === 'written' ? 201 : 200 });
  }

  return new Hono<Env>()
    .get('/owner/notes', async (c) => {
      keys.require(c, 'read');
      return Response.json({ most: MOST_NOTES, notes: await maintenance.notes() });
    })
    .post('/owner/notes', write)
    .all('/owner/notes', () => {
      throw new Problem(405, 'This route accepts GET and POST.', { headers: { Allow: 'GET, HEAD, POST' } });
    })
    .delete('/owner/notes/:id', async (c) => {
      keys.require(c, 'moderate');
      const id = c.req.param('id');
      if (!isStorable(id) || !(await maintenance.deleteNote(id))) throw new Problem(404, 'There is no such note.');
      return Response.json({ id, deleted: true });
    })
    .all('/owner/notes/:id', () => {
      throw new Problem(405, 'This route accepts DELETE.', { headers: { Allow: 'DELETE' } });
    });
}
