/** Whether a content security policy lets a page load from an address (Content Security Policy Level 3, 6.7.2). */
import { sourcesOf } from './policy-line.ts';

/** `https://*.shop.example:443/path` */
const HOST = /^(?:([a-z][\w+.-]*):\/\/)?(\*|(?:\*\.)?[^:/'*]+)(?::(\d+|\*))?(\/.*)?$/i;
const SCHEME = /^[a-z][a-z\d+.-]*:$/i;

const isScheme = (written: string, protocol: string): boolean =>
  protocol === written || (written === 'http:' && protocol === 'https:');

function matches(source: string, target: URL, page: URL): boolean {
  if (source === '*') return /^https?:$/.test(target.protocol);
  if (source === "'self'") return target.origin === page.origin;
  if (SCHEME.test(source)) return isScheme(source.toLowerCase(), target.protocol);
  const [, scheme, host = '', port, path] = HOST.exec(source) ?? [];
  if (!host || !isScheme(`${(scheme ?? page.protocol.slice(0, -1)).toLowerCase()}:`, target.protocol)) return false;
  const name = host.toLowerCase();
  const isHost = name.startsWith('*.')
    ? target.hostname.endsWith(name.slice(1))
    : name === '*' || target.hostname === name;
  const isPort =
    port === '*' || (port ?? '') === target.port || (port === '443' && target.protocol === 'https:' && !target.port);
  const isPath =
    !path || path === '/' || (path.endsWith('/') ? target.pathname.startsWith(path) : target.pathname === path);
  return isHost && isPort && isPath;
}

/** @param directive without it and its fallbacks, the policy lets everything through */
export function policyAllows(policy: string, directive: string, url: string, page: string): boolean {
  const found = sourcesOf(policy, directive);
  if (!found) return true;
  const [, ...sources] = found;
  return sources.some((source) => matches(source, new URL(url), new URL(page)));
}
