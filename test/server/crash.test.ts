/**
 * Four processes store answers on one PostgreSQL while processes are killed and the database crashes. `MINUTES=5` is the
 * full run.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canTestPostgres } from '../helpers/postgres.ts';
import { KEY, mint, nps } from './samples.ts';
import { TroubledProcesses } from './troubled-processes.ts';

/** At least; each kind of fault happens at least once. */
const SECONDS = process.env.MINUTES ? Number(process.env.MINUTES) * 60 : 5;
const WRITERS = 8;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a writer has sent, and the highest revision that a process has acknowledged. */
interface Sent {
  revision: number;
  acknowledged: number;
}

if (canTestPostgres()) {
  let processes: TroubledProcesses | undefined;
  const some = (): TroubledProcesses => {
    assert.ok(processes, 'the processes have started');
    return processes;
  };
  before(async () => {
    processes = await TroubledProcesses.start({ ownerKey: KEY });
  });
  after(() => processes?.stop());

  test('four processes under kills and crashes: no acknowledged answer is lost, none is stored twice', async () => {
    const started = Date.now();
    let over = false;
    const sent = new Map<string, Sent>();
    let requests = 0;
    let unanswered = 0;

    /** Sends one revision of an answer until a process acknowledges the revision, as the widget does. */
    async function deliver(id: string, revision: number): Promise<void> {
      const known = sent.get(id) ?? { revision, acknowledged: 0 };
      known.revision = revision;
      sent.set(id, known);
      const body = JSON.stringify(nps({ revision, comment: `Revision ${revision} åäö 🎵` }, { id }));
      for (let tries = 0; ; tries++) {
        const one = some().any();
        requests++;
        const response = one && (await fetch(one.address, { method: 'POST', body }).catch(() => undefined));
        const text = await response?.text().catch(() => undefined);
        if (response?.ok && text !== undefined) {
          known.acknowledged = revision;
          return;
        }
        unanswered++;
        assert.ok(tries < 400, `${id} was not taken within 400 tries: ${response?.status} ${text}`);
        await pause(20 + Math.random() * 100);
      }
    }

    const writers = Array.from({ length: WRITERS }, async () => {
      while (!over) {
        const id = mint();
        await deliver(id, 1);
        // A double click: the same answer through two processes.
        if (Math.random() < 0.3) await Promise.all([deliver(id, 2), deliver(id, 2)]);
      }
    });
    const trouble = some()
      .trouble(SECONDS)
      .finally(() => {
        over = true;
      });
    await Promise.all([...writers, trouble]);
    const happened = await trouble;

    // What the owner reads.
    const reader = some().any();
    assert.ok(reader);
    const text = await (await fetch(reader.address, { headers: { authorization: `Bearer ${KEY}` } })).text();
    const rows = text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { id: string; data: { revision: number } });
    const stored = new Map<string, number>();
    let doubled = 0;
    for (const { id, data } of rows) {
      if (stored.has(id)) doubled++;
      stored.set(id, data.revision);
    }
    const lost = [...sent].filter(([id, { acknowledged }]) => (stored.get(id) ?? 0) < acknowledged);
    const strange = rows.filter(({ id }) => !sent.has(id));
    console.log(
      `${Math.round((Date.now() - started) / 1000)} s: ${sent.size} answers, ${requests} requests, ${unanswered} without a confirmation; ` +
        `${Object.entries(happened)
          .map(([kind, times]) => `${kind} ${times}`)
          .join(', ')}; ${lost.length} lost, ${doubled} doubled`,
    );
    assert.deepEqual([lost, doubled, strange], [[], 0, []]);
    assert.ok(sent.size > 100, `only ${sent.size} answers`);
    // The faults met requests.
    assert.ok(unanswered > 0);
  });
}
