/** Hosts with restrictive policies for scripts and styles. */
import { data, type Host, type Run } from './host.ts';

const policy = (text: string | ((run: Run) => string)): Host['headers'] => {
  return (run) => ({ 'content-security-policy': typeof text === 'string' ? text : text(run) });
};
const tag =
  (src: string, how = 'async') =>
  (run: Run) =>
    `<script src="${src}" ${how} ${data(run)}></script>`;

/** The console message of the browser about a refused policy. A script learns of the refusal only by trying. */
const REFUSED = /trusted-?types|TrustedTypePolicy/i;
const GIVEN_UP = /^lojal: .*Put all lojal\.\*\.js into/;
const BOTH = /^lojal: .*both on this page/;
const theirs = `<script nonce="n1">window.trustedTypes?.createPolicy('lit-html', { createHTML: (text) => text })</script>`;
const TRUSTED = "require-trusted-types-for 'script'; trusted-types";

export const policies: readonly Host[] = [
  {
    name: 'nonce, strict-dynamic and no styles',
    headers: policy(
      "default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; style-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'",
    ),
  },
  {
    name: 'nonce, strict-dynamic, in one file',
    script: tag('/lojal.all.js'),
    headers: policy("default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; style-src 'none'; connect-src 'self'"),
  },
  {
    name: 'nonce without strict-dynamic',
    headers: policy("default-src 'none'; script-src 'nonce-n1'; connect-src 'self'"),
  },
  {
    name: 'scripts of its own origin',
    headers: policy("default-src 'self'; object-src 'none'; frame-ancestors 'none'"),
  },
  { name: "style-src 'none'", headers: policy("style-src 'none'") },
  { name: "style-src-attr 'none'", headers: policy("style-src 'self'; style-src-attr 'none'; style-src-elem 'none'") },
  {
    name: 'policy in a meta element',
    page: (_, { head, body }) =>
      `<!doctype html><html lang="en"><head><meta http-equiv="content-security-policy" content="default-src 'self'; script-src 'nonce-n1' 'strict-dynamic'; style-src 'none'">${head}</head><body>${body}</body></html>`,
  },
  { name: 'Trusted Types that allow lit-html', headers: policy(`${TRUSTED} lit-html`) },
  { name: 'Trusted Types that allow any policy', headers: policy("require-trusted-types-for 'script'") },
  {
    name: 'Trusted Types that allow another name',
    headers: policy(`${TRUSTED} default shop`),
    shows: 'fallback',
    warns: GIVEN_UP,
    reports: REFUSED,
  },
  {
    name: "trusted-types 'none'",
    headers: policy(`${TRUSTED} 'none'`),
    shows: 'fallback',
    warns: GIVEN_UP,
    reports: REFUSED,
  },
  {
    name: "trusted-types 'none', in one file",
    script: tag('/lojal.all.js'),
    headers: policy(`${TRUSTED} 'none'`),
    shows: 'fallback',
    warns: GIVEN_UP,
    reports: REFUSED,
  },
  {
    name: 'Trusted Types, two copies',
    warns: BOTH,
    script: (run) => tag('/lojal.js', '')(run) + tag('/lojal.all.js', '')(run),
    headers: policy(`${TRUSTED} lit-html`),
  },
  {
    name: 'Trusted Types, two versions',
    script: (run) => tag('/older/lojal.js')(run) + tag('/lojal.js')(run),
    headers: policy(`${TRUSTED} lit-html`),
  },
  {
    name: 'Trusted Types, after a Lit of its own',
    head: theirs,
    headers: policy(`${TRUSTED} lit-html`),
    shows: 'fallback',
    warns: GIVEN_UP,
    reports: REFUSED,
  },
  {
    name: 'Trusted Types, duplicates allowed',
    head: theirs,
    headers: policy(`${TRUSTED} lit-html 'allow-duplicates'`),
  },
  {
    name: 'Trusted Types that only report',
    headers: () => ({ 'content-security-policy-report-only': `${TRUSTED} shop` }),
    reports: REFUSED,
  },
  {
    name: 'policy that forbids our script',
    headers: policy("script-src 'nonce-n1'"),
    script: (run) => tag('/lojal.js')(run).replace('nonce="n1"', ''),
    shows: 'fallback',
    blocked: true,
    reports: /script-src|Content.Security.Policy/i,
  },
  {
    name: 'policy that forbids the parts',
    headers: policy((run) => `script-src 'nonce-n1' ${run.origin}/lojal.js ${run.origin}/hand.js`),
    script: (run) => tag('/lojal.js')(run).replace('nonce="n1"', ''),
    shows: 'fallback',
    warns: GIVEN_UP,
    reports: /script-src|Content.Security.Policy/i,
  },
  {
    name: 'sandbox of a policy',
    headers: policy('sandbox allow-scripts allow-forms'),
  },
  {
    name: 'permissions and embedder policies',
    headers: () => ({
      'permissions-policy': 'unload=(), clipboard-write=(), storage-access=()',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
      'document-policy': 'js-profiling',
      'referrer-policy': 'no-referrer',
      'origin-agent-cluster': '?1',
      'x-content-type-options': 'nosniff',
    }),
  },
];
