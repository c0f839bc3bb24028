/** `lojal import <tool>` and `lojal export … --to <tool>`: files of the shape that other tools write, into both databases. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { exportMoved, type MoveOutSettings } from '../../src/cli/export-moved.ts';
import { importMoved } from '../../src/cli/import-moved.ts';
import { importOrders } from '../../src/cli/import-orders.ts';
import type { ImportSettings } from '../../src/cli/import-settings.ts';
import { openStore } from '../../src/server/db/open-store.ts';
import type { MovingToolName } from '../../src/server/import/moving-tools.ts';
import { canTestPostgres, type Postgres, startPostgres } from '../helpers/postgres.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/move-in/', import.meta.url));
const CUSTOMERS = join(FIXTURES, 'customers.csv');

const PLACES = canTestPostgres() ? ['PGlite', 'PostgreSQL'] : ['PGlite'];

for (const where of PLACES)
  describe(`moving in and out, on ${where}`, () => {
    // A store on PGlite takes a second to open: what the database cannot change is tested in the last place alone.
    const testOnce = (title: string, run: () => Promise<void>) => {
      if (where === PLACES.at(-1)) test(title, run);
    };
    let folder = '';
    let server: Postgres | undefined;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'lojal-move-'));
      writeFileSync(join(folder, 'lojal.json'), JSON.stringify({ currency: 'EUR', points: { perUnit: 1 } }));
      if (where === 'PostgreSQL') server = await startPostgres();
    });
    after(async () => {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    const place = () => ({
      program: join(folder, 'lojal.json'),
      folder: join(folder, 'data'),
      database: server?.databaseUrl,
    });
    const settings = (file: string, more: Partial<ImportSettings>): ImportSettings => ({
      ...place(),
      file: file.includes('/') ? file : join(FIXTURES, file),
      mapping: {},
      dryRun: false,
      customers: CUSTOMERS,
      ...more,
    });
    const move = async (tool: MovingToolName, file: string, more: Partial<ImportSettings> = {}) => {
      const said: string[] = [];
      const isWhole = await importMoved(tool)(settings(file, more), (line) => said.push(line));
      const output = said.filter((line) => !line.startsWith('List of customers')).join('\n');
      assert.doesNotMatch(output, /example\.com|evil/, 'no data of the file is printed');
      return { isWhole, output };
    };
    const out = async (kind: string, to: string, more: Partial<MoveOutSettings> = {}) => {
      const chunks: string[] = [];
      const said: string[] = [];
      const sink = new Writable({
        write(chunk, _, done) {
          chunks.push(String(chunk));
          done();
        },
      });
      await exportMoved({ ...place(), kind, to, customers: CUSTOMERS, ...more }, sink, (line) => said.push(line));
      return { csv: chunks.join(''), said: said.filter((line) => !line.startsWith('List of customers')).join() };
    };
    const withStore = async <Result>(work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<Result>) => {
      const { folder: data, database } = place();
      const store = await openStore({ folder: data, databaseUrl: database });
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    };

    test('Smile: a dry run, the import, the same again, and a changed balance', async () => {
      const dry = await move('smile', 'smile.csv', { dryRun: true });
      assert.match(dry.output, /^Left out: tier: .*; names and phones: .*; referral links: .*; 1 more column\.$/m);
      assert.deepEqual(
        dry.output.match(/^Line \d+: .{20}/gm)?.map((line) => line.slice(0, 26)),
        [
          'Line 4: The points are bel',
          'Line 5: The e-mail address',
          'Line 6: The e-mail address',
          'Line 7: The column for poi',
          'Line 8: The column for bir',
        ],
      );
      assert.match(dry.output, /Balances: 2, customers: 2, points: 13000, expired: 0, faults: 5/);
      assert.match(dry.output, /New birthdays: 2\.\nDry run\. New balances: 2, .* Nothing was booked\.$/);
      assert.equal(dry.isWhole, false);
      const first = await move('smile', 'smile.csv');
      assert.match(first.output, /New birthdays: 2\.\nNew balances: 2, changed: 0, known: 0\.$/);
      const again = await move('smile', 'smile.csv');
      assert.match(again.output, /New balances: 0, changed: 0, known: 2\.$/);
      assert.doesNotMatch(again.output, /birthdays/);
      await withStore(async (store) => {
        assert.equal((await store.ledger.member('7001'))?.birthday, '05-27');
        assert.equal((await store.ledger.member('7002'))?.birthday, '02-29');
        assert.equal(await store.ledger.member('7003'), undefined);
      });
      // Another file of another tool has a newer state of the same balance.
      const newer = await move('loyaltylion', 'loyaltylion.csv');
      assert.match(newer.output, /New balances: 0, changed: 1, known: 1\.$/);
      assert.equal(newer.isWhole, true);
    });

    testOnce('Yotpo, Growave, WooCommerce Points: balances by id or by address', async () => {
      const yotpo = await move('yotpo', 'yotpo-points.csv');
      assert.match(yotpo.output, /Line 4: The column for birthday/);
      const european = await move('yotpo', 'yotpo-points.csv', { dates: 'dmy', dryRun: true });
      assert.match(european.output, /Line 2: The column for birthday/);
      const growave = await move('growave', 'growave-points.csv', { customers: undefined });
      assert.match(growave.output, /Line 3: The points have a fraction/);
      assert.match(growave.output, /New balances: 0, changed: 1/);
      assert.equal((await move('woocommerce-points', 'woocommerce-points.csv')).isWhole, true);
      const { csv, said } = await out('points', 'growave');
      assert.equal(csv, '\uFEFFEmail,Points,Customer ID\r\none@example.com,5,7001\r\nfour@example.com,7,c_four\r\n');
      assert.equal(said, '');
      assert.equal(
        (await out('points', 'smile')).csv,
        '\uFEFFemail,points\r\none@example.com,5\r\nfour@example.com,7\r\n',
      );
      await assert.rejects(out('points', 'smile', { customers: undefined }), /--customers/);
      const small = join(folder, 'small.csv');
      writeFileSync(small, 'id,email\n7001,one@example.com\n');
      assert.match((await out('points', 'yotpo', { customers: small })).said, /^Customers left out, because .*: 1\./);
    });

    testOnce('reviews of Yotpo and Growave: a verified buyer is one whom the list knows', async () => {
      assert.match((await move('yotpo', 'yotpo-reviews.csv')).output, /Line 2: .*two days/);
      assert.equal((await move('yotpo', 'yotpo-reviews.csv', { dates: 'dmy' })).isWhole, true);
      const growave = await move('growave', 'growave-reviews.csv');
      assert.match(
        growave.output,
        /^New answers: 1[\s\S]*Lines left out, because another line has the same answer: 1/m,
      );
      await withStore(async (store) => {
        const stored = await store.page('0', 20);
        const of = (source: string) => stored.filter(({ event }) => event.source === source);
        assert.deepEqual(
          of('https://www.yotpo.com')
            .map(({ verified, event }) => [verified, event.subject, event.time])
            .sort(),
          [
            [false, undefined, '2026-04-25T12:00:00Z'],
            [true, '7001', '2026-04-03T12:00:00Z'],
          ],
        );
        assert.deepEqual(
          of('https://growave.io').map(({ state, event }) => [state, event.time]),
          [['approved', '2026-02-03T10:15:00+01:00']],
        );
      });
      for (const [file, customers] of [
        ['none.csv', CUSTOMERS],
        ['smile.csv', 'none.csv'],
      ] as const)
        await assert.rejects(move('smile', file, { customers }), { code: 'ENOENT' });
      const both = join(folder, 'both.csv');
      writeFileSync(both, 'email,points,rating\na@example.com,1,5\n');
      await assert.rejects(move('yotpo', both), /does not tell whether/);
    });

    test('Judge.me: states, customers, hostile words; the same again changes nothing; consent is what the shop says', async () => {
      const first = await move('judgeme', 'judgeme.csv');
      assert.match(
        first.output,
        /^Left out: replies of the shop; pictures; addresses and places: .*; 2 more columns\.$/m,
      );
      for (const [line, words] of [
        [6, 'rating must be'],
        [7, 'rating must be'],
        [8, 'in the future'],
        [9, 'two days'],
        [10, 'state that is not known'],
        [11, 'no date'],
      ])
        assert.match(first.output, new RegExp(`^Line ${line}: .*${words}`, 'm'));
      assert.match(first.output, /^New answers: 3, newer than those stored: 0, known: 0, .* faults: 6\.$/m);
      assert.match(
        first.output,
        /Lines left out, because another line has the same answer: 1.*\nThe export does not say that customers agreed/,
      );
      const again = await move('judgeme', 'judgeme.csv');
      assert.match(again.output, /^New answers: 0, newer than those stored: 0, known: 3/m);
      assert.equal((await out('reviews', 'judgeme')).csv.split('\r\n').length, 2, 'nobody agreed');
      const consent = 'You may publish my review.';
      const agreed = await move('judgeme', 'judgeme.csv', { consent, lang: 'en' });
      assert.match(agreed.output, /^New answers: 0, newer than those stored: 3, known: 0/m);
      assert.doesNotMatch(agreed.output, /does not say/);
      await withStore(async (store) => {
        const all = await store.page('0', 20);
        const stored = all.filter(({ event }) => event.source === 'https://judge.me');
        assert.deepEqual(
          stored
            .map(({ state, verified, received, event: { subject, data } }) => [
              state,
              verified,
              received.slice(0, 10),
              subject,
              data.body,
            ])
            .sort(),
          [
            ['approved', false, '2026-03-02', '7001', 'I <3 it & more\nReally.\nYes\nalert(1)'],
            ['pending', false, '2026-01-10', undefined, '=HYPERLINK("https://evil.example")'],
            ['rejected', false, '2026-01-10', undefined, 'Buy now'],
          ],
        );
        assert.doesNotMatch(JSON.stringify(stored), /example\.com|192\.0\.2/, 'no address is stored');
        const text = JSON.stringify(await store.approved('blue-lines', 10));
        assert.match(text, /Ana L\./);
        assert.doesNotMatch(text, /Lind|7001|HYPERLINK/);
      });
      const { csv } = await out('reviews', 'judgeme');
      assert.equal(
        csv,
        '\uFEFFtitle,body,rating,review_date,reviewer_name,reviewer_email,product_id,product_handle,reply,picture_urls\r\n' +
          'Warm,"I <3 it & more\nReally.\nYes\nalert(1)",5,2026-03-02 10:12:00 UTC,Ana L.,one@example.com,,blue-lines,,\r\n',
      );
      await withStore((store) => store.erase('7001'));
      const erased = await move('judgeme', 'judgeme.csv', { consent });
      assert.match(erased.output, /erased here: 1/);
    });

    testOnce('contacts for Klaviyo and HubSpot: with the address of the list, or by the id', async () => {
      const orders = join(folder, 'orders.csv');
      writeFileSync(
        orders,
        'id,customer,at,currency,total,status\no1,7001,2026-11-01,EUR,50,paid\no2,7099,2026-11-02,EUR,7,paid\n',
      );
      assert.equal(await importOrders(settings(orders, {}), () => {}), true);
      const klaviyo = await out('contacts', 'klaviyo');
      const [head, row, ...rest] = klaviyo.csv.split('\r\n');
      assert.match(head ?? '', /^\uFEFFEmail,External ID,Lojal Tier,Lojal Points,/);
      assert.match(row ?? '', /^one@example\.com,7001,,\d+,2026-11-01,2026-11-01,1,50,EUR$/);
      assert.deepEqual(rest, ['']);
      assert.match(klaviyo.said, /^Customers left out, because .*: 1\./);
      const hubspot = await out('contacts', 'hubspot', { customers: undefined });
      assert.match(hubspot.csv, /^\uFEFFLojal Customer ID,[\s\S]*\r\n7099,[\s\S]*\r\n7001,/);
      assert.equal((await out('contacts', 'hubspot', { segment: 'lapsing' })).csv.split('\r\n').length, 2);
      await withStore(async (store) => {
        const exported = (await store.auditPage('0', 1_000)).filter(({ action }) => action === 'export');
        assert.deepEqual(
          exported.slice(-3).map(({ actor, detail }) => ({ actor, ...detail })),
          ['klaviyo', 'hubspot', 'hubspot'].map((tool) => ({ actor: 'command', contacts: tool })),
        );
      });
      await assert.rejects(out('contacts', 'hubspot', { segment: 'nobody' }), /segment/);
      await assert.rejects(out('contacts', 'klaviyo', { customers: undefined }), /--customers/);
      for (const [kind, to] of [
        ['contacts', 'smile'],
        ['points', 'judgeme'],
        ['points', 'constructor'],
        ['answers', 'judgeme'],
      ] as const)
        await assert.rejects(out(kind, to), /There is no export of/);
    });
  });
