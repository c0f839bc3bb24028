import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createEndpoint, type Handler } from '../../src/server/index.ts';
import { asked, ces, choice, consent, csat, exit, KEY, mint, nps, review } from './samples.ts';
import { parse } from './sheet.ts';
import { ADDRESS, noErrors, post, withStores } from './stores.ts';

/** The export contains the question, its version and language, the time, the page and the consent. */
interface Told {
  readonly question: string;
  readonly version: string;
  readonly language: string;
  readonly at: string;
  readonly page: string;
  readonly consent?: {
    readonly given: boolean;
    readonly where: readonly string[];
    readonly text: string;
    readonly version: string;
    readonly at: string;
  };
}

interface Line {
  readonly id: string;
  readonly data: {
    readonly lang: string;
    readonly asked: typeof asked;
    readonly consent?: typeof consent;
  };
}

const fromLine = ({ data: { asked, lang, consent } }: Line): Told => ({
  question: asked.text,
  version: asked.version,
  language: lang,
  at: asked.at,
  page: asked.page,
  ...(consent && {
    consent: {
      given: consent.publish,
      where: consent.scopes,
      text: consent.text,
      version: consent.version,
      at: consent.at,
    },
  }),
});

const fromRow = (row: Record<string, string>): Told => ({
  question: row.question ?? '',
  version: row.question_version ?? '',
  language: row.language ?? '',
  at: row.asked_at ?? '',
  page: row.page ?? '',
  ...(row.consent && {
    consent: {
      given: row.publish === 'true',
      where: row.publish_where ? row.publish_where.split(', ') : [],
      text: row.consent,
      version: row.consent_version ?? '',
      at: row.consent_at ?? '',
    },
  }),
});

/** Each answer, and the expected text. */
const own = { text: 'Hur nöjd är du, "ärligt talat",\nmed Fjord?', version: '2026-11', at: '2026-11-20T07:00:00Z' };
const refusal = { ...consent, publish: false, scopes: [] as string[] };
const cases: readonly (readonly [string, { id: string }, Told])[] = [
  [
    'NPS in our words',
    nps({ asked, lang: 'en' }),
    { question: asked.text, version: 'lojal-1', language: 'en', at: asked.at, page: '/account/orders' },
  ],
  [
    "CSAT in the shop's words, in Swedish",
    csat({ asked: { ...own, page: '/tack/' }, lang: 'sv' }),
    { question: own.text, version: '2026-11', language: 'sv', at: own.at, page: '/tack/' },
  ],
  [
    'CES',
    ces({ asked: { ...asked, text: 'Easy?', version: 'own', page: '/' } }),
    { question: 'Easy?', version: 'own', language: 'en', at: asked.at, page: '/' },
  ],
  [
    'a choice',
    choice(),
    {
      question: 'Vilka värden håller dig kvar?',
      version: '2026-11',
      language: 'sv',
      at: asked.at,
      page: '/account/orders',
    },
  ],
  [
    'a leave-taking',
    exit({ asked: { ...asked, text: 'Why are you leaving?', page: '/konto/avsluta/%C3%A5' } }),
    {
      question: 'Why are you leaving?',
      version: 'lojal-1',
      language: 'en',
      at: asked.at,
      page: '/konto/avsluta/%C3%A5',
    },
  ],
  ...[consent, refusal].map(
    (given) =>
      [
        `a review with consent ${given.publish ? 'given' : 'refused'}`,
        review({ asked: { ...asked, text: 'How do you like Fjord?', page: '/fjord' }, consent: given }),
        {
          question: 'How do you like Fjord?',
          version: 'lojal-1',
          language: 'en',
          at: asked.at,
          page: '/fjord',
          consent: {
            given: given.publish,
            where: given.scopes,
            text: 'You may publish my review.',
            version: '2026-01',
            at: '2026-11-21T20:11:00Z',
          },
        },
      ] as const,
  ),
];

withStores('Of every answer the export tells what was asked', (bench) => {
  let handler: Handler;
  const read = async (format: string) => {
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await handler(new Request(`${ADDRESS}?format=${format}`, { headers }));
    assert.equal(response.status, 200);
    return response.text();
  };

  before(async () => {
    handler = createEndpoint({ store: bench.store, ownerKey: KEY, limits: false, log: noErrors });
    for (const [, event] of cases) assert.equal((await post(handler, event)).status, 201);
  });

  for (const [what, { id }, told] of cases) {
    test(`${what}: in both formats`, async () => {
      const lines = (await read('ndjson')).trim().split('\n');
      const line = lines.map((json): Line => JSON.parse(json)).find((one) => one.id === id);
      assert.ok(line);
      assert.deepEqual(fromLine(line), told);
      const [head = [], ...rows] = parse(await read('csv'));
      const row = rows.map((cells) => Object.fromEntries(cells.map((cell, i) => [head[i], cell])));
      assert.deepEqual(fromRow(row.find((cells) => cells.id === id) ?? {}), told);
    });
  }

  test('an answer without `asked` has empty cells, and no field in NDJSON', async () => {
    const old = nps({}, { id: mint() });
    assert.equal((await post(handler, old)).status, 201);
    const line = (await read('ndjson')).trim().split('\n').at(-1) ?? '';
    assert.equal('asked' in JSON.parse(line).data, false);
    const [head = [], ...rows] = parse(await read('csv'));
    const row = Object.fromEntries((rows.at(-1) ?? []).map((cell, i) => [head[i], cell]));
    assert.equal(row.id, old.id);
    for (const column of ['question', 'question_version', 'asked_at', 'page', 'choices', 'choice_texts', 'other'])
      assert.equal(row[column], '', column);
  });
});
