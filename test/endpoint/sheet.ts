import assert from 'node:assert/strict';

/** A table read by the rules of RFC 4180, with nothing of the library that wrote it. */
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
