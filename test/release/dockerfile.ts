/** Reads the Dockerfile and .dockerignore of the project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './unpack.ts';

export interface Step {
  /** `RUN`, `COPY` and so on. */
  readonly what: string;
  /** `--from=build`. */
  readonly flags: readonly string[];
  readonly text: string;
}

export interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly steps: readonly Step[];
}

/** @throws Error for an instruction that these tests do not know */
export function readStages(): readonly Stage[] {
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim());
  const stages: (Stage & { steps: Step[] })[] = [];
  for (const line of lines) {
    const [, what = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!/^(FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|ENTRYPOINT|CMD)$/.test(what))
      throw new Error(`unknown instruction: ${line}`);
    const flags = /^(--\S+\s+)*/.exec(rest)?.[0] ?? '';
    const text = rest.slice(flags.length);
    if (what === 'FROM') {
      const [image = '', name] = text.split(/\s+AS\s+/);
      stages.push({ image, name, steps: [] });
    } else stages.at(-1)?.steps.push({ what, flags: flags.split(/\s+/).filter(Boolean), text });
  }
  return stages;
}

/** Whether the build context holds a file. The last pattern that matches decides. */
export function createContextFilter(): (path: string) => boolean {
  const patterns = readFileSync(join(ROOT, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  return (path) => {
    let isIn = true;
    for (const pattern of patterns) {
      const name = pattern.replace(/^!/, '');
      if (name === '*' || path === name || path.startsWith(`${name}/`)) isIn = pattern.startsWith('!');
    }
    return isIn;
  };
}

/** The value of an instruction of the stage. */
export function valueIn({ steps }: Stage, what: string): string {
  const found = steps.findLast((step) => step.what === what);
  if (!found) throw new Error(`The Dockerfile has no ${what}`);
  return found.text;
}

/** The variables that the stage sets. */
export const variablesOf = ({ steps }: Stage): Record<string, string> =>
  Object.fromEntries(
    steps
      .filter(({ what }) => what === 'ENV')
      .flatMap(({ text }) => [...text.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value])),
  );
