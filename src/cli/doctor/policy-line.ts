/** The policy of a page with one more source: the line that lets the browser load what the policy has blocked. */

/** Where a browser looks for the sources of a directive, in order. */
const FALLBACKS: Readonly<Record<string, readonly string[]>> = {
  'script-src-elem': ['script-src-elem', 'script-src', 'default-src'],
  'script-src': ['script-src', 'default-src'],
  'connect-src': ['connect-src', 'default-src'],
  'trusted-types': ['trusted-types'],
};

type Directive = readonly [name: string, ...sources: string[]];

/** The directives of a policy. The first of each name counts. */
const parse = (policy: string): readonly Directive[] =>
  policy
    .split(';')
    .map((one) => one.trim().split(/\s+/))
    .filter(([name]) => name)
    .map(([name = '', ...sources]) => [name.toLowerCase(), ...sources]);

/** The policies of a header: a comma begins another one. */
export const policiesOf = (header: string | undefined): readonly string[] =>
  (header ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** The sources that a policy gives a directive, and the name under which they are written. */
export function sourcesOf(policy: string, directive: string): Directive | undefined {
  const directives = parse(policy);
  for (const name of FALLBACKS[directive] ?? [directive]) {
    const found = directives.find(([one]) => one === name);
    if (found) return found;
  }
  return undefined;
}

/** Whether only a nonce lets a script run: hosts in the list count for nothing, or there are none. */
export function needsNonce(policy: string): boolean {
  const [, ...sources] = sourcesOf(policy, 'script-src-elem') ?? [''];
  const hasNonce = sources.some((one) => /^'(nonce|sha\d+)-/.test(one));
  return sources.includes("'strict-dynamic'") || (hasNonce && !sources.some((one) => /^[^']|^'self'/.test(one)));
}

/** The whole policy with a source added to a directive. A directive that the policy has only by default is written out. */
export function policyWith(policy: string, directive: string, source: string): string {
  const [name, ...sources] = sourcesOf(policy, directive) ?? [directive];
  const all = [...sources.filter((one) => one !== "'none'" && one !== source), source].join(' ');
  const written = name === 'default-src' ? directive.replace(/-elem$/, '') : name;
  const others = parse(policy).map((one) => (one[0] === written ? `${written} ${all}` : one.join(' ')));
  const isNew = !parse(policy).some(([one]) => one === written);
  return [...others, ...(isNew ? [`${written} ${all}`] : [])].join('; ');
}
