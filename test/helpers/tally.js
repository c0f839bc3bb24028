/**
 * Adds up what the test runners report. What drives a browser and fails beside other files gets one second try, alone: on a machine
 * with two cores a browser can be late. More failures than a few are no coincidence and get none.
 */
const MOST_SECOND_TRIES = 4;

/**
 * @param {string} name
 * @param {{ code: number | null, output: string, late: boolean }} result what `run` returned
 * @returns {{ ok: number, bad: number, lines: string[] }} the counts of a runner, and the first line of each failure
 */
export function outcome(name, { code, output, late }) {
  const found = [...output.matchAll(/tests: (\d+) passed, (\d+) failed/g)].at(-1);
  const [ok, bad] = found ? [Number(found[1]), Number(found[2])] : [0, 0];
  const lines = output.match(/^FAILED .*/gm) ?? [];
  if (late) return { ok, bad: bad + 1, lines: [...lines, `FAILED ${name} did not end within its time limit`] };
  // On a machine without PostgreSQL, PHP or a second engine, some files have no test. In CI these files fail.
  if (code === 0 && !(ok + bad) && /^(PostgreSQL|PHP|WebKit)\b[^.]* is not installed/m.test(output))
    return { ok, bad, lines };
  // A runner without a count, or with an exit code that contradicts the count, has failed.
  if (!(ok + bad) || (code !== 0 && !bad))
    return { ok, bad: bad + 1, lines: [...lines, `FAILED ${name} (exit code ${code})`] };
  return { ok, bad, lines };
}

export class Tally {
  passed = 0;
  failed = 0;
  /** The first line of each failure, printed once more at the end, where a long log still shows the line. */
  lines = [];
  #secondTries = [];

  add({ ok, bad, lines }) {
    this.passed += ok;
    this.failed += bad;
    this.lines.push(...lines);
  }

  /**
   * @param {string} name
   * @param {Parameters<typeof outcome>[1]} result
   * @param {false | (() => Promise<Parameters<typeof outcome>[1]>)} again runs what failed once more; `false` where a failure is final
   * @returns {string} the counts in words
   */
  count(name, result, again = false) {
    const first = outcome(name, result);
    if (first.bad && again) this.#secondTries.push({ name, first, again });
    else this.add(first);
    return `${first.ok} passed, ${first.bad} failed`;
  }

  /** Runs the second tries, one after the other. A test that passes is named as unstable and does not count as failed. */
  async trySecondTime(say) {
    const tries = this.#secondTries.splice(0);
    for (const { name, first, again } of tries) {
      if (tries.length > MOST_SECOND_TRIES) {
        this.add(first);
        continue;
      }
      say(`${name} once more, alone:`);
      const second = outcome(name, await again());
      say(`${name}: ${second.ok} passed, ${second.bad} failed`);
      // The second try may have run a part of the tests.
      const ok = Math.max(first.ok + first.bad, second.ok);
      const lines = first.lines.map((line) => line.replace('FAILED', 'UNSTABLE'));
      this.add(second.bad ? first : { ok, bad: 0, lines });
    }
  }
}
