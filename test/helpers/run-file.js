/** Runs one test file in a separate process with a time limit, so that no test file can hang. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Time between SIGTERM and SIGKILL in ms, in which a process can clean up. */
const GRACE = 5_000;

/**
 * @param {readonly string[]} args the arguments of Node
 * @param {{ cwd: string, limit: number, heard?: (chunk: string) => void }} options `limit` in ms
 * @returns {Promise<{ code: number | null, output: string, late: boolean }>} `late`: whether the process was ended at the limit
 */
export function run(args, { cwd, limit, heard = () => {} }) {
  return new Promise((resolve) => {
    // Remove the variable by which Node's test runner makes its children report in a binary format.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let late = false;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
        heard(chunk);
      });
    let hard;
    const soft = setTimeout(() => {
      late = true;
      // List the children, browsers and databases among them, before the parent ends: later they cannot be found.
      const all = family(child.pid);
      for (const pid of all) send(pid, 'SIGTERM');
      hard = setTimeout(() => {
        for (const pid of new Set([...all, ...family(child.pid)])) send(pid, 'SIGKILL');
        // A detached process may keep the pipes open.
        child.stdout.destroy();
        child.stderr.destroy();
      }, GRACE);
    }, limit);
    child.on('close', (code) => {
      clearTimeout(soft);
      clearTimeout(hard);
      resolve({ code, output, late });
    });
  });
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // The process has already ended.
  }
}

/** A process and its descendants. Without /proc only the process itself. */
function family(root) {
  const children = new Map();
  try {
    for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        // The name of the program in parentheses may contain any character.
        const [, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
        children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
      } catch {
        // The process ended in the meantime.
      }
  } catch {
    // There is no /proc.
  }
  const found = [root];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}
