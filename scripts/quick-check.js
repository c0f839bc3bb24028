/**
 * Writes the quick check of a program and of an account's totals from their declarations: `npm run generate`. It is
 * written once, here, so that a visitor does not download the declarations and the code that reads them. A test checks
 * that the file is up to date.
 */
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { totalsDeclaration } from '../src/config/account-declaration.ts';
import { programDeclaration } from '../src/config/program-declaration.ts';
import * as quickReaders from '../src/config/quick-readers.ts';

export const FILE = new URL('../src/config/quick-check.generated.ts', import.meta.url);

const PLAIN = { duration: 'duration', json: 'jsonObject', label: 'label', line: 'line', text: 'localized' };

/** A call, without the last arguments that are missing. */
function call(name, ...args) {
  while (args.at(-1) === undefined) args.pop();
  return `${name}(${args.map(String).join(', ')})`;
}

const literal = (value) => (value === undefined ? undefined : JSON.stringify(value));

/**
 * The expression that reads a value of a declaration. Nothing for a value whose check is too long for the first paint
 * (dates, ledgers, replacement texts): the full reader reads an object with such a key.
 */
export function readerCode(type) {
  const fallback = literal(type.default);
  switch (type.type) {
    case 'number':
      return call(
        'number',
        type.minimum,
        type.maximum,
        type.integer ? 1 : type.decimals && 10 ** type.decimals,
        fallback,
      );
    case 'boolean':
      return call('oneOf', '[true, false]', fallback);
    case 'enum':
      return call('oneOf', literal(type.values), fallback);
    case 'string':
      return call('matching', type.pattern, fallback);
    case 'list': {
      const unique = type.unique || fallback ? literal(type.unique ?? []) : undefined;
      return call('list', readerCode(type.items), type.minimum ?? 0, type.advised ?? type.maximum, unique, fallback);
    }
    case 'object': {
      const { required = [], together = [] } = type;
      const late = Object.keys(type.fields).filter((key) => type.fields[key].late);
      const fields = Object.entries(type.fields).flatMap(([key, field]) => {
        if (field.late) return [];
        const code = together.includes(key) ? undefined : readerCode(field);
        return code ? [`${key}: ${required.includes(key) ? call('required', code) : code}`] : [];
      });
      return call('object', `{ ${fields.join(', ')} }`, fallback, late.length ? literal(late.join(' ')) : undefined);
    }
  }
  return PLAIN[type.type];
}

/** The text of the file. */
export function quickCheck() {
  const readers = `export const quickProgramReader = ${readerCode(programDeclaration)};

export const quickTotalsReader = ${readerCode(totalsDeclaration)};
`;
  const names = Object.keys(quickReaders).filter((name) => new RegExp(`\\b${name}\\b(?!:)`).test(readers));
  return `// Generated from the declarations by \`npm run generate\`. Do not edit.
import { ${names.join(', ')} } from './quick-readers.ts';

${readers}`;
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FILE, quickCheck());
