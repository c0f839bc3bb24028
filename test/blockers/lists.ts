import { readdirSync, readFileSync } from 'node:fs';

/**
 * What blockers read, from two packages that hold lists: 40 or so of AdGuard's, in which today's EasyList, EasyPrivacy and
 * the annoyances are, without rules that are seldom used; and the whole of an older EasyList, with its general rules. The
 * list is the same in abp-filter-parser 0.1.10 and 0.2.0, but 0.2.0 asks for Node 4, and npm warns of that.
 */

const packages = new URL('../../node_modules/', import.meta.url);
const rulesets = new URL('@adguard/dnr-rulesets/dist/filters/declarative/', packages);

export interface List {
  readonly title: string;
  readonly lines: readonly string[];
}

const list = (text: string): List => ({
  title: /^! ?Title: (.*)$/m.exec(text)?.[1]?.trim() ?? '',
  lines: text.split(/\r?\n/).filter((line) => line && !/^[![]/.test(line)),
});

/** Lists of hosts that phish or infect say nothing of names. */
const HOSTS = /Malicious|Phishing|Scam|Badware|Anti-Malware/;

export function readLists(): List[] {
  const found = readdirSync(rulesets).flatMap((name) => {
    const [first] = JSON.parse(readFileSync(new URL(`${name}/${name}.json`, rulesets), 'utf8'));
    const text: unknown = first?.metadata?.rawFilterList;
    return typeof text === 'string' ? list(text) : [];
  });
  const whole = list(readFileSync(new URL('abp-filter-parser/test/data/easylist.txt', packages), 'utf8'));
  return [...found.filter(({ title }) => !HOSTS.test(title)), whole];
}
