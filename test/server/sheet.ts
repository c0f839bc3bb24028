import assert from 'node:assert/strict';

/** Parses CSV by RFC 4180, independently of the library that wrote it. */
export function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < csv.length; ) {
    let cell = '';
    if (csv[at] === '"') {
      for (at++; csv[at] !== '"' || csv[at + 1] === '"'; at++) {
        assert.ok(at < csv.length, 'a quote is not closed');
        if (csv[at] === '"') at++;
        cell += csv[at];
      }
      at++;
    } else for (; !/[,\r]/.test(csv[at] ?? ','); at++) cell += csv[at];
    row.push(cell);
    if (csv[at] === ',') at++;
    else {
      assert.equal(csv.slice(at, at + 2), '\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
