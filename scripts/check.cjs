/*
 * Runs before each command, and prints one sentence if Node is too old or the packages are not installed. The file itself must run
 * in old versions of Node: no syntax after 2015, no packages.
 */
'use strict';
// biome-ignore lint/style/useNodejsImportProtocol: Node 14 does not know `node:`.
const { existsSync } = require('fs');

const { node } = process.versions;
const [major, minor] = node.split('.').map(Number);

/** The two forms of `engines`: `^20.19` is 20.19 or a later 20, `>=22.12` has no end. */
const ranges = require('../package.json')
  .engines.node.split('||')
  .map((text) => {
    const [, sign, line, from] = /^\s*(\^|>=)(\d+)\.(\d+)\s*$/.exec(text);
    return { ends: sign === '^', line: Number(line), from: Number(from) };
  });

const fits = ranges.some((range) => (major === range.line ? minor >= range.from : !range.ends && major > range.line));
const wanted = ranges.map((range) => `${range.line}.${range.from} or a later ${range.ends ? range.line : 'version'}`);

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (!fits) stop(`Lojal needs Node ${wanted.join(', or ')}; this is Node ${node}.`);
if (!existsSync(`${__dirname}/../node_modules/vite/package.json`))
  stop('The packages are not installed: run `npm ci` first.');
