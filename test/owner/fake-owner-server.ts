/** The owner's page with routes that a test can change, on loopback. The routes give the shapes of docs/owner.md. */
import { fileURLToPath } from 'node:url';
import { withOwnerPage } from '../../src/cli/owner-page-files.ts';
import type { Answer, AnswerChange } from '../../src/owner/api/answer-types.ts';
import { serve } from '../../src/server/serve.ts';
import { blocks } from './fake-blocks.ts';
import { settingRoutes } from './fake-settings.ts';
import { sampleAnswer } from './owner-samples.ts';

const PAGE = fileURLToPath(new URL('../../dist/owner', import.meta.url));
const PATH = '/apps/lojal';
export const FAKE_KEY = 'owner-key-of-the-page-0123456789';

type Route = (request: Request, path: string) => Response | undefined | Promise<Response | undefined>;

export interface FakeOwnerServer {
  /** The address of the page. */
  readonly url: string;
  /** Newest first. */
  answers: Answer[];
  isSignedIn: boolean;
  scopes: string[];
  /** Called before the routes; a response replaces that of the route. */
  before: Route | undefined;
  /** `GET owner/answers?…`, without the prefix, in order. */
  readonly requests: string[];
  /** The bodies of the requests that changed something. */
  readonly bodies: { readonly request: string; readonly body: unknown; readonly match: string | null }[];
  close(): Promise<void>;
}

export const problem = (status: number, headers: Record<string, string> = {}, more: object = {}): Response =>
  Response.json({ title: 'Problem', status, detail: 'A sentence for developers.', ...more }, { status, headers });

const kindOf = ({ event }: Answer): string => event.type.split('.')[1] ?? '';

function matches(answer: Answer, query: URLSearchParams): boolean {
  const { data, subject } = answer.event;
  const list = (name: string) => query.get(name)?.split(',');
  const range = query.get('score') === 'unhappy' ? '0-3' : query.get('score');
  const [low = 0, high = 10] = range?.split('-').map(Number) ?? [];
  const number = data.score ?? data.rating;
  return (
    (!query.has('kind') || list('kind')?.includes(kindOf(answer)) === true) &&
    (!query.has('state') || list('state')?.includes(answer.state ?? '') === true) &&
    (!query.has('score') || (number !== undefined && number >= low && number <= high)) &&
    (!query.has('contact') || String(subject !== undefined && data.contact === true) === query.get('contact')) &&
    (!query.has('handled') || String(answer.handled) === query.get('handled')) &&
    (!query.has('subject') || subject === query.get('subject')) &&
    (!query.has('lang') || data.lang === query.get('lang')) &&
    (!query.has('q') ||
      JSON.stringify(data)
        .toLowerCase()
        .includes((query.get('q') ?? '').toLowerCase()))
  );
}

export async function startOwnerServer(): Promise<FakeOwnerServer> {
  const fake = {
    answers: [...Array(60).keys()].map(sampleAnswer),
    isSignedIn: true,
    scopes: ['read', 'moderate', 'erase', 'program', 'webhooks'],
    before: undefined as Route | undefined,
    requests: [] as string[],
    bodies: [] as FakeOwnerServer['bodies'][number][],
  };
  const session = () => ({ name: 'Ada', scopes: fake.scopes, expires: '2026-12-24T12:00:00Z', timeZone: 'UTC' });

  async function signIn(request: Request): Promise<Response> {
    if (request.method === 'DELETE') {
      fake.isSignedIn = false;
      return new Response(null, { status: 204 });
    }
    if (request.method === 'POST') {
      const { key } = (await request.json()) as { key: string };
      if (key !== FAKE_KEY) return problem(401);
      fake.isSignedIn = true;
    }
    return fake.isSignedIn ? Response.json(session()) : problem(401);
  }

  function list(query: URLSearchParams): Response {
    const found = fake.answers.filter((answer) => matches(answer, query));
    const from = Number(query.get('before') ?? 0);
    const until = from + Math.min(Number(query.get('limit') ?? 50), 200);
    const next = until < found.length ? String(until) : null;
    // A search is not counted.
    const total = query.has('q') ? undefined : found.length;
    return Response.json({ answers: found.slice(from, until), next, total });
  }

  function change(id: string, body: AnswerChange, match: string | null): Response {
    const at = fake.answers.findIndex((answer) => answer.id === id);
    const stored = fake.answers[at];
    if (!stored) return problem(404);
    if (match === null) return problem(428);
    if (match !== `"${stored.revision}"`) return problem(412);
    const replied = body.reply === undefined ? {} : { repliedAt: new Date().toISOString() };
    const changed = { ...stored, ...body, ...replied };
    fake.answers[at] = changed;
    return Response.json(changed);
  }

  async function route(request: Request): Promise<Response> {
    const { pathname, search, searchParams } = new URL(request.url);
    const path = pathname.slice(PATH.length + 1);
    const said = `${request.method} ${path}${search}`;
    fake.requests.push(said);
    const body = ['POST', 'PUT', 'PATCH'].includes(request.method)
      ? JSON.parse((await request.clone().text()) || 'null')
      : undefined;
    if (request.method !== 'GET') fake.bodies.push({ request: said, body, match: request.headers.get('if-match') });
    const given = await fake.before?.(request, path);
    if (given) return given;
    if (path === 'owner/session') return signIn(request);
    if (!fake.isSignedIn && path !== 'health') return problem(401);
    if (path === 'owner/answers') return list(searchParams);
    const [, id] = /^owner\/answers\/([\w-]+)$/.exec(path) ?? [];
    if (id && request.method === 'GET') {
      const found = fake.answers.find((answer) => answer.id === id);
      return found ? Response.json(found) : problem(404);
    }
    if (id) return change(id, body as AnswerChange, request.headers.get('if-match'));
    return settingRoutes(request, path) ?? blocks(fake, request, path) ?? problem(404);
  }

  const { url, close } = await serve({ fetch: withOwnerPage(route, PAGE, PATH) });
  return Object.assign(fake, { url: `${url}${PATH}/owner/`, close });
}
