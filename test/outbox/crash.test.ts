/** A tab dies between any two operations; what was said to be saved is in the store exactly once after a later visit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outboundAnswer, World } from './world.ts';

const HOUR = 3_600_000;

for (const hold of [false, true]) {
  for (const plan of ['fine', 'cut-after', 'flaky'] as const) {
    for (const store of ['both', 'web storage', 'database'] as const) {
      test(`crash at every point: ${hold ? 'a draft, edited, then sent' : 'one answer'}, net ${plan}, ${store}`, async () => {
        let points = 0;
        for (let kill = 0; ; kill++) {
          const world = new World(kill + 1);
          if (store === 'web storage') world.databaseDown = 'throws';
          if (store === 'database') world.localFull = true;
          if (plan === 'cut-after') world.answer = () => (world.calls.length < 3 ? 'cut-after' : 201);
          if (plan === 'flaky') world.answer = () => (world.calls.length % 2 ? 503 : 201);
          const one = world.tab({}, kill);
          const promised = new Map<string, number>();
          const say = async (text: string, held: boolean) => {
            const revision = one.outbox.revise('a');
            const kept = one.outbox.save(outboundAnswer('a', revision, { text }), { hold: held }).then((it) => {
              // A dead page has told nobody anything.
              if (it === 'durable' && !one.dead) promised.set('a', Number(text));
            });
            await Promise.race([kept, world.pass(300)]);
          };
          if (hold) await say('1', true);
          if (hold) await say('2', true);
          await say('3', false);
          await world.pass(hold ? 10_000 : 5_000);
          if (!one.dead && one.ops <= kill) break;
          points++;
          one.kill();
          world.answer = () => 201;
          world.tab();
          await world.pass(HOUR);
          const told = one.words.some((it) => it.endsWith('sent'));
          if (promised.size || told) assert.ok(world.rows.has('a'), `lost, killed at ${kill}: ${world.log.join('\n')}`);
          const row = world.rows.get('a');
          if (row) {
            const text = Number(JSON.parse(row.body).data.text);
            assert.ok(text >= (promised.get('a') ?? 0), `an older text, killed at ${kill}`);
          }
          const bytes = new Map<string, string>();
          for (const call of world.calls) {
            const name = `${call.id}@${JSON.parse(call.body).data.revision}`;
            assert.equal(bytes.get(name) ?? call.body, call.body, `${name} changed its bytes, killed at ${kill}`);
            bytes.set(name, call.body);
          }
          const calls = world.calls.length;
          world.tab();
          await world.pass(HOUR);
          assert.equal(world.calls.length, calls, `sent again after it was done, killed at ${kill}`);
        }
        assert.ok(points > 3, String(points));
      });
    }
  }
}
