/** The owner's inbox: answers are found, handled, replied to, and customers see the reply. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { searchAnswers } from '../../../src/server/inbox/search-answers.ts';
import { createEndpoint, type Handler } from '../../../src/server/index.ts';
import { asked, choice, csat, KEY, mint, nps, review } from '../samples.ts';
import { noErrors, type ProblemBody, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';

const BASE = 'https://api.example/apps/lojal';
const SITE = 'https://shop.example';
const MODERATE = 'moderator-of-the-tests-0123456789ab';

interface Answer {
  readonly id: string;
  readonly cursor: string;
  readonly revision: number;
  readonly handled: boolean;
  readonly reachable: boolean;
  readonly state?: string;
  readonly reply?: string;
  readonly repliedAt?: string;
  readonly note?: string;
  readonly tags: readonly string[];
  readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
}
interface Page {
  readonly answers: readonly Answer[];
  readonly next: string | null;
  readonly total?: number;
}

withStores('The inbox', (bench) => {
  let handler: Handler;
  before(() => {
    handler = createEndpoint({
      store: bench.store,
      program: { timeZone: 'Europe/Stockholm', ask: { why: { kind: 'choice', options: [{ id: 'a', text: 'A' }] } } },
      ownerKey: KEY,
      keys: [{ name: 'reader', key: MODERATE, scopes: ['read'] }],
      shopKey: 'shop-key-of-the-tests-0123456789ab',
      identity,
      origins: [SITE],
      limits: false,
      log: noErrors,
    });
  });
  const send = (method: string, route: string, headers: Record<string, string> = {}, body?: unknown) =>
    handler(
      new Request(`${BASE}/${route}`, {
        method,
        headers: {
          authorization: `Bearer ${KEY}`,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const read = async <Body>(response: Response, status = 200): Promise<Body> => {
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as Body;
  };
  const list = async (query = ''): Promise<Page> => read(await send('GET', `owner/answers${query}`));
  const ids = async (query: string) => (await list(query)).answers.map(({ id }) => id);
  /** Posts an answer as a page does. Returns its id. */
  async function post(event: { id: string; subject?: string | undefined }, proven = true): Promise<string> {
    const token = proven && event.subject ? await sign({ sub: event.subject }) : undefined;
    const response = await handler(
      new Request(`${BASE}/answers`, {
        method: 'POST',
        headers: {
          origin: SITE,
          'content-type': 'application/cloudevents+json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(event),
      }),
    );
    assert.ok(response.ok, await response.clone().text());
    return event.id;
  }
  const change = (id: string, body: unknown, revision = 1, headers: Record<string, string> = {}) =>
    send('PATCH', `owner/answers/${id}`, { 'if-match': `"${revision}"`, ...headers }, body);
  const account = async (customer: string) =>
    read<{ replies?: readonly { id: string; at: string; text: string }[]; ask?: readonly string[] }>(
      await send('GET', 'account', { authorization: `Bearer ${await sign({ sub: customer })}` }),
    );
  const all = (customer: string) => ({ id: mint(), subject: customer });

  test('an export without a result ends', { timeout: 20_000 }, async () => {
    const all = { accept: '*/*' };
    assert.equal(await (await send('GET', 'owner/answers?subject=nobody', all)).text(), '');
    assert.match(
      await (await send('GET', 'owner/answers?subject=nobody&format=csv', all)).text(),
      /^received,[^\n]+\n$/,
    );
  });

  test('filters choose what they say, together too', async () => {
    const who = `filters-${mint()}`;
    const subject = `subject=${who}`;
    const angry = await post(nps({ score: 3, comment: 'Slow 100%_delivery', contact: true }, all(who)));
    const happy = await post(nps({ score: 10, lang: 'sv-FI', comment: 'Snabbt' }, all(who)));
    const bad = await post(csat({ score: 2 }, all(who)));
    const stars = await post(review({ rating: 2, title: 'Crackles', lang: 'en' }, all(who)));
    const list = await post(choice({ lang: 'en' }, all(who)));
    const cases: readonly (readonly [string, readonly string[]])[] = [
      ['', [list, stars, bad, happy, angry]],
      ['kind=nps', [happy, angry]],
      ['kind=csat,review', [stars, bad]],
      ['score=0-6', [stars, bad, angry]],
      ['score=10', [happy]],
      ['kind=nps&score=0-6', [angry]],
      ['score=unhappy', [stars, bad, angry]],
      ['score=unhappy&contact=true', [angry]],
      ['score=unhappy&contact=false', [stars, bad]],
      ['state=pending', [stars]],
      ['q=CRACKLES', [stars]],
      ['q=100%25_d', [angry]],
      ['q=0%25d', []],
      ['product=lp-7', [stars]],
      ['product=Blue Lines', [stars]],
      ['lang=sv', [happy, angry]],
      ['lang=sv-fi', [happy]],
      ['handled=true', []],
      ['verified=false', []],
      ['from=2099-01-01', []],
      ['until=2099-01-01&kind=csat', [bad]],
    ];
    for (const [query, expected] of cases) {
      assert.deepEqual(await ids(`?${subject}&${query}`), expected, `the query ${query}`);
    }
  });

  test('a query that cannot be meant is refused with a sentence', async () => {
    for (const query of [
      'kind=stars',
      'score=7-3',
      'score=happy',
      'state=new',
      'handled=yes',
      'from=yesterday',
      'from=0000-01-01',
      'limit=0',
      'limit=501',
      'before=x',
      'format=xml',
      'Kind=nps',
      `q=${'x'.repeat(201)}`,
      'q=%00',
      'subject=%00',
    ]) {
      const { detail } = await read<ProblemBody>(await send('GET', `owner/answers?${query}`), 400);
      assert.match(detail, /\.$/, query);
    }
  });

  test('one answer is read by its id, as the list has it', async () => {
    const id = await post(nps({ comment: 'One of many' }, { subject: 'c_one' }));
    const response = await send('GET', `owner/answers/${id}`);
    assert.equal(response.headers.get('etag'), '"1"');
    assert.deepEqual(await read(response), (await list('?subject=c_one')).answers[0]);
    await post({ ...nps({ comment: 'Edited', revision: 2 }, { subject: 'c_one' }), id });
    const edited = await send('GET', `owner/answers/${id}`);
    assert.equal(edited.headers.get('etag'), '"2"');
    assert.equal((await read<Answer>(edited)).event.data.comment, 'Edited');
    await read(await send('GET', `owner/answers/${mint()}`), 404);
    await read(await send('GET', `owner/answers/${id}`, { authorization: 'Bearer wrong' }), 401);
    await read(await send('GET', `owner/answers/${id}`, { authorization: `Bearer ${MODERATE}` }));
    await read(await send('POST', `owner/answers/${id}`), 405);
    await bench.store.erase('c_one');
    await read(await send('GET', `owner/answers/${id}`), 404);
  });

  test('pages follow each other without a gap or a repetition, whatever the window', async () => {
    const who = `pages-${mint()}`;
    for (let i = 0; i < 23; i++) await post(nps({ score: i % 11 }, all(who)));
    const expected = await ids(`?subject=${who}&limit=500`);
    assert.equal(expected.length, 23);
    assert.equal((await list(`?subject=${who}`)).total, 23);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), async (limit, window) => {
        const found: string[] = [];
        for (let before: string | undefined; ; ) {
          const { answers, next } = await searchAnswers(bench.db, { subject: who }, limit, before, window);
          found.push(...answers.map(({ id }) => id));
          if (next === undefined) break;
          before = next;
        }
        assert.deepEqual(found, expected);
      }),
      { numRuns: 15 },
    );
  });

  test('a change is stored, named in the audit log without words, and removable', async () => {
    const id = await post(nps({ score: 2 }, all('handled')));
    const first = await read<Answer>(await change(id, { note: 'Call on Monday', tags: ['parcel'], handled: true }));
    assert.deepEqual([first.note, first.tags, first.handled], ['Call on Monday', ['parcel'], true]);
    assert.deepEqual(await ids('?subject=handled&handled=false'), []);
    assert.deepEqual(await ids('?subject=handled&q=parcel'), [id]);
    const second = await read<Answer>(await change(id, { note: null, handled: false }));
    assert.deepEqual([second.note, second.tags, second.handled], [undefined, ['parcel'], false]);
    const audit = await (await send('GET', 'audit')).text();
    assert.match(audit, new RegExp(`"action":"handle","target":"${id}"`));
    assert.doesNotMatch(audit, /Monday|parcel/);
  });

  test('an edit by the customer needs a look again', async () => {
    const event = nps({ score: 2 }, all('edits'));
    await post(event);
    await read(await change(event.id, { handled: true, note: 'Seen' }));
    await post({ ...event, data: { ...(event.data as object), score: 1, revision: 2 } } as typeof event);
    const [answer] = (await list('?subject=edits')).answers;
    assert.deepEqual([answer?.handled, answer?.note, answer?.revision], [false, 'Seen', 2]);
    const stale = await read<ProblemBody>(await change(event.id, { handled: true }, 1), 412);
    assert.match(stale.detail, /changed/);
    assert.equal((await list('?subject=edits')).answers[0]?.handled, false);
    assert.equal((await read<Answer>(await change(event.id, { handled: true }, 2))).handled, true);
  });

  test('a reply reaches only the customer whom a token proved', async () => {
    const proven = await post(nps({ score: 4 }, all('replied')));
    const forged = mint();
    // Without a token the server does not store an answer in a customer's name; an older one may be there.
    await bench.store.insert({ ...nps({}, { id: forged, subject: 'replied' }) } as never, 'x', false);
    const guest = await post(nps({ score: 1 }, { id: mint(), subject: undefined }), false);
    await read(await change(proven, { reply: 'Sorry. A new parcel left today.', handled: true }));
    for (const id of [forged, guest]) await read(await change(id, { reply: 'Hello' }), 409);
    const { replies } = await account('replied');
    assert.deepEqual(
      replies?.map(({ id, text }) => [id.startsWith(`${proven}-`), text]),
      [[true, 'Sorry. A new parcel left today.']],
    );
    assert.equal((await account('somebody-else')).replies, undefined);
    const [{ at = '', id = '' } = {}] = replies ?? [];
    // The same words again are no news; other words are.
    await read(await change(proven, { reply: 'Sorry. A new parcel left today.' }));
    assert.deepEqual((await account('replied')).replies, replies);
    await read(await change(proven, { reply: 'It arrives on Friday.' }));
    const [changed] = (await account('replied')).replies ?? [];
    assert.ok(changed && changed.at > at && changed.id !== id);
    await read(await change(proven, { reply: null }));
    assert.equal((await account('replied')).replies, undefined);
  });

  test('a review is decided with a reason; other answers have no state', async () => {
    const id = await post(review({ body: 'x' }, all('decided')));
    const decided = await read<Answer>(await change(id, { state: 'rejected', reason: 'About the carrier' }));
    assert.equal(decided.state, 'rejected');
    const other = await post(nps({}, all('decided')));
    await read(await change(other, { state: 'approved' }), 409);
    assert.equal((await list(`?subject=decided&kind=nps`)).answers[0]?.note, undefined);
  });

  test('a change that cannot be meant changes nothing', async () => {
    const id = await post(nps({}, all('faults')));
    for (const body of [
      {},
      [],
      null,
      'x',
      { note: '' },
      { note: 5 },
      { reply: 'x'.repeat(2_001) },
      { handled: 'yes' },
      { tags: ['a', 'a'] },
      { tags: 'a' },
      { state: 'suspect' },
      { stat: 'approved' },
      { note: 'a\u0000b' },
      { note: '\ud800' },
    ])
      assert.equal((await change(id, body)).status, 422, JSON.stringify(body));
    assert.equal((await send('PATCH', `owner/answers/${id}`, {}, { handled: true })).status, 428);
    assert.equal((await change(id, { handled: true }, 1, { 'content-type': 'text/plain' })).status, 415);
    assert.equal((await change(mint(), { handled: true })).status, 404);
    assert.equal((await change(id, { handled: true }, 1, { authorization: `Bearer ${MODERATE}` })).status, 403);
    assert.equal((await send('GET', 'owner/answers', { authorization: 'Bearer wrong' })).status, 401);
    const [answer] = (await list('?subject=faults')).answers;
    assert.deepEqual([answer?.handled, answer?.note], [false, undefined]);
  });

  test('two changes at once keep both, and one row', async () => {
    const id = await post(nps({}, all('race')));
    const done = await Promise.all([
      change(id, { note: 'one' }),
      change(id, { tags: ['two'] }),
      change(id, { handled: true }),
    ]);
    for (const { status } of done) assert.equal(status, 200);
    const [answer] = (await list('?subject=race')).answers;
    assert.deepEqual([answer?.note, answer?.tags, answer?.handled], ['one', ['two'], true]);
  });

  test('exports contain the selection, with notes, for both kinds of spreadsheets', async () => {
    const who = `export-${mint()}`;
    const id = await post(nps({ score: 3, comment: '=1+1; "x"' }, all(who)));
    await post(nps({ score: 9 }, all(who)));
    await read(await change(id, { note: '@note' }));
    const query = `owner/answers?subject=${who}&score=0-6`;
    const lines = (await (await send('GET', query, { accept: '*/*' })).text()).trim().split('\n');
    assert.equal(lines.length, 1);
    const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    assert.deepEqual([line.id, line.lojalnote, line.lojalhandled], [id, '@note', false]);
    const text = async (response: Response) =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    const comma = await text(await send('GET', `${query}&format=csv`));
    const semicolon = await text(await send('GET', `${query}&format=csv-semicolon`));
    assert.match(comma, /^\uFEFFreceived,time,type/);
    assert.match(semicolon, /^\uFEFFreceived;time;type/);
    for (const csv of [comma, semicolon]) {
      assert.equal(csv.trim().split('\r\n').length, 2);
      assert.match(csv, /'=1\+1/);
      assert.match(csv, /'@note/);
    }
  });

  test('a wished question waits for its customer until an answer of its kind', async () => {
    const who = `wish-${mint()}`;
    await post(nps({ score: 9 }, all(who)));
    const wish = (questions: unknown, customer = who) =>
      send('PUT', `owner/customers/${customer}/ask`, {}, { questions });
    assert.deepEqual(await read(await wish(['why', 'review'])), { questions: ['review', 'why'] });
    assert.deepEqual((await account(who)).ask, ['review', 'why']);
    await post(choice({}, all(who)));
    assert.deepEqual((await account(who)).ask, ['review']);
    // The same wish again, after the answer, waits again.
    assert.deepEqual(await read(await wish(['why'])), { questions: ['why'] });
    assert.deepEqual(await read(await wish([])), { questions: [] });
    assert.equal((await account(who)).ask, undefined);
    // A testimonial is a review that needs no rule.
    assert.deepEqual(await read(await wish(['testimonial'])), { questions: ['testimonial'] });
    await post(review({ purpose: 'testimonial' }, all(who)));
    assert.equal((await account(who)).ask, undefined);
    await read(await wish(['nonsense']), 422);
    await read(await wish(['__proto__']), 422);
    await read(await wish('why'), 422);
    await read(await wish(['why'], 'nobody'), 404);
    assert.equal((await bench.query("select 1 from lojal_members where customer = 'nobody'")).length, 0);
  });

  test('Today counts unhappy customers who may be contacted, guests too, and reviews to decide', async () => {
    interface Today {
      readonly unhappy: { readonly n: number; readonly answers: readonly Answer[]; readonly from: string };
      readonly reviews: { readonly n: number };
    }
    const today = async () => read<Today>(await send('GET', 'owner/today'));
    const start = await today();
    const id = await post(nps({ score: 0, contact: true }, all('today')));
    await post(nps({ score: 0 }, all('today')));
    const guest = await post(nps({ score: 0, contact: true }, { id: mint(), subject: undefined }));
    await post(review({}, all('today')));
    const then = await today();
    assert.equal(then.unhappy.n, start.unhappy.n + 2);
    assert.deepEqual(
      then.unhappy.answers.slice(0, 2).map((one) => one.id),
      [guest, id],
    );
    // The link of the page has the same answers.
    const unhappy = `score=unhappy&handled=false&from=${then.unhappy.from}`;
    assert.equal((await list(`?${unhappy}&contact=true&limit=1`)).total, then.unhappy.n);
    assert.ok(!(await ids(`?${unhappy}&contact=false`)).includes(guest));
    assert.equal(then.reviews.n, start.reviews.n + 1);
    await read(await change(id, { handled: true }));
    assert.equal((await today()).unhappy.n, start.unhappy.n + 1);
  });

  test('choices are counted once per customer, by the words that the customer read', async () => {
    const text = `Why? ${mint()}`;
    const choose = (who: string | undefined, texts: readonly string[], version = '1') =>
      post(
        choice(
          { choices: texts, texts, other: undefined, asked: { ...asked, text, version } },
          { id: mint(), subject: who },
        ),
        who !== undefined,
      );
    await choose('chooser-1', ['Sound']);
    await choose('chooser-1', ['People', 'Sound']);
    await choose('chooser-2', ['Sound'], '2');
    await choose(undefined, ['Price']);
    interface Choices {
      readonly questions: readonly { question: string; n: number; options: readonly { text: string; n: number }[] }[];
    }
    const { questions } = await read<Choices>(await send('GET', 'owner/choices?of=choice'));
    const mine = questions.find(({ question }) => question === text);
    assert.equal(mine?.n, 3);
    assert.deepEqual(mine?.options, [
      { text: 'Sound', n: 2 },
      { text: 'People', n: 1 },
      { text: 'Price', n: 1 },
    ]);
    interface Wordings {
      readonly wordings: readonly { version: string; text: string; first: string; n: number }[];
    }
    const { wordings } = await read<Wordings>(await send('GET', 'owner/wordings?of=choice'));
    assert.deepEqual(
      wordings.filter((one) => one.text === text).map(({ version, n }) => [version, n]),
      [
        ['1', 3],
        ['2', 1],
      ],
    );
    for (const query of [
      'of=stars',
      'of=nps&from=x',
      'of=nps&from=2026-02-01&until=2026-02-01',
      'of=nps&until=0001-01-01',
      '',
    ])
      await read(await send('GET', `owner/choices?${query}`), 400);
    assert.deepEqual(
      (await read<Choices>(await send('GET', 'owner/choices?of=choice&from=2020-01-01&until=2020-02-01'))).questions,
      [],
    );
  });

  test('the words of unhappy and happy customers, with the answers that contain them', async () => {
    const product = { id: mint(), name: 'x' };
    const bad: string[] = [];
    for (let i = 0; i < 12; i++) {
      bad.push(
        await post(review({ rating: 1, title: 'Crackles', body: 'The record crackles', product }, all('words'))),
      );
      await post(review({ rating: 5, title: 'Warm', body: 'The record sounds warm', product }, all('words')));
    }
    interface Words {
      readonly n: { readonly unhappy: number; readonly happy: number };
      readonly words: readonly {
        readonly word: string;
        readonly group: string;
        readonly examples: readonly { id: string }[];
      }[];
    }
    const { n, words } = await read<Words>(await send('GET', `owner/words?of=review&product=${product.id}`));
    assert.deepEqual(n, { unhappy: 12, happy: 12 });
    assert.deepEqual(
      words.map(({ word, group }) => [word, group]),
      [
        ['crackles', 'unhappy'],
        ['sounds', 'happy'],
        ['warm', 'happy'],
      ],
    );
    for (const { id } of words[0]?.examples ?? []) assert.ok(bad.includes(id));
    assert.equal(words[0]?.examples.length, 3);
    await read(await send('GET', 'owner/words?of=exit'), 400);
    await read(await send('GET', 'owner/words?score=x'), 200);
    await read(await send('GET', 'owner/words?color=x'), 400);
  });

  test('an erasure removes notes, replies and wishes', async () => {
    const who = `erased-${mint()}`;
    const id = await post(nps({ score: 1 }, all(who)));
    await read(await change(id, { note: 'private', reply: 'Sorry' }));
    await read(await send('PUT', `owner/customers/${who}/ask`, {}, { questions: ['why'] }));
    await read(await send('DELETE', `owner/customers/${who}`));
    for (const table of ['lojal_handling where customer', 'lojal_wishes where customer'])
      assert.equal((await bench.query(`select 1 from ${table} = '${who}'`)).length, 0, table);
  });
});
