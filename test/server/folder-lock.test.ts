import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openDataFolder } from '../../src/server/db/folder.ts';
import { lockFolder } from '../../src/server/db/folder-lock.ts';
import { openStore } from '../../src/server/index.ts';
import { type FolderProcess, startFolderProcess } from './folder-processes.ts';
import { nps } from './samples.ts';

/** `RACES=200 KILLS=100` is the full run. */
const RACES = Number(process.env.RACES ?? 20);
const KILLS = Number(process.env.KILLS ?? 2);

const place = mkdtempSync(join(tmpdir(), 'lojal-folder-'));
const running = new Set<FolderProcess>();
after(async () => {
  for (const one of running) await one.kill();
  rmSync(place, { recursive: true, force: true });
});

const taken = /Another process has the folder .* open/;
const start = async () => {
  const one = await startFolderProcess();
  running.add(one);
  return one;
};
const kill = async (one: FolderProcess) => {
  running.delete(one);
  await one.kill();
};
const folderNamed = (name: string) => {
  const folder = join(place, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};

test('of two to five processes that start at once, exactly one gets the folder, also after a kill', async () => {
  const folder = folderNamed('race');
  const processes = await Promise.all(Array.from({ length: 5 }, start));
  let kills = 0;
  for (let race = 0; race < RACES; race++) {
    const starters = processes.slice(0, 2 + (race % 4));
    const errors = await Promise.all(starters.map((one) => one.tell(`lock ${folder}`)));
    const winners = starters.filter((_, i) => errors[i] === undefined);
    assert.equal(winners.length, 1, `race ${race}: ${winners.length} winners`);
    for (const error of errors) assert.match(error ?? 'Another process has the folder x open', taken);
    const [winner] = winners;
    assert.ok(winner);
    // A crash leaves nothing that could be stale.
    if (race % 4 === 1) {
      await kill(winner);
      processes.splice(processes.indexOf(winner), 1, await start());
      kills++;
    } else await winner.tell('release');
  }
  for (const one of processes) await kill(one);
  console.log(`racing starts: ${RACES}, one winner each; ${kills} of the winners were killed`);
});

test('kill -9 loses no acknowledged answer, and one of two racing starts opens the folder', async () => {
  const folder = join(place, 'kill');
  const acknowledged: string[] = [];
  for (let round = 0; round < KILLS; round++) {
    const pair = await Promise.all([start(), start()]);
    const errors = await Promise.all(pair.map((one) => one.tell(`open ${folder}`)));
    const winner = pair.find((_, i) => errors[i] === undefined);
    const refused = errors.filter((error) => error !== undefined);
    assert.ok(winner, errors.join());
    assert.equal(refused.length, 1, `round ${round}: both have the folder open`);
    assert.match(refused[0] ?? '', taken);
    await winner.hasStored(1 + Math.floor(Math.random() * 30));
    for (const one of pair) await kill(one);
    acknowledged.push(...winner.stored);
  }
  const store = await openStore({ folder });
  const kept = new Map((await store.page('0', 100_000)).map(({ event }) => [event.id, event]));
  await store.close();
  const lost = acknowledged.filter((id) => !kept.has(id));
  assert.deepEqual(lost, [], `${lost.length} of ${acknowledged.length} acknowledged answers were lost`);
  console.log(`kill -9: ${KILLS} times, ${acknowledged.length} acknowledged answers, 0 lost`);
});

test('an interrupted creation of the database starts again', async () => {
  const folder = join(place, 'creation');
  const one = await start();
  const opened = one.tell(`open ${folder}`).catch(() => 'killed');
  // The file exists long before the database is complete.
  while (!existsSync(join(folder, 'PG_VERSION'))) await new Promise((resolve) => setTimeout(resolve, 1));
  await kill(one);
  assert.equal(await opened, 'killed');
  const store = await openStore({ folder });
  assert.equal(await store.insert(nps() as never, 'digest'), 'stored');
  await store.close();
  assert.ok(!readdirSync(folder).includes('lojal.creating'));
});

test('the lock holds for every name of the folder, without the lock file, and after a move', async () => {
  const folder = folderNamed('names');
  const release = await lockFolder(folder);
  const link = join(place, 'link');
  symlinkSync(folder, link);
  await assert.rejects(lockFolder(link), taken);
  rmSync(join(folder, 'lojal.lock'));
  await assert.rejects(lockFolder(folder), taken);
  const moved = join(place, 'moved');
  renameSync(folder, moved);
  await assert.rejects(lockFolder(moved), taken);
  release();
  release();
  const again = await lockFolder(moved);
  again();
});

test('a folder that is moved while open gets no more answers, and a new one at its place stays intact', async () => {
  const folder = join(place, 'leaving');
  const store = await openStore({ folder });
  renameSync(folder, join(place, 'left'));
  await assert.rejects(store.insert(nps() as never, 'digest'), /was moved or deleted/);
  await assert.rejects(store.ping());
  mkdirSync(folder);
  await assert.rejects(store.insert(nps() as never, 'digest'));
  assert.deepEqual(readdirSync(folder), []);
  await store.close().catch(() => undefined);
  const again = await openStore({ folder: join(place, 'left') });
  assert.deepEqual(await again.page('0', 10), []);
  await again.close();
});

test('nobody else can read the folder: open permissions are closed at the start', async () => {
  const folder = join(place, 'modes');
  const modes = (at: string): string[] =>
    readdirSync(at, { withFileTypes: true }).flatMap((entry) => {
      const path = join(at, entry.name);
      const open = lstatSync(path).mode & 0o077 ? [path] : [];
      return entry.isDirectory() ? [...open, ...modes(path)] : open;
    });
  const mode = () => lstatSync(folder).mode & 0o777;
  const first = await openStore({ folder });
  assert.equal(mode(), 0o700);
  assert.deepEqual(modes(folder), []);
  await first.close();
  chmodSync(folder, 0o777);
  chmodSync(join(folder, 'PG_VERSION'), 0o666);
  chmodSync(join(folder, 'base'), 0o755);
  const second = await openStore({ folder });
  assert.equal(mode(), 0o700);
  assert.deepEqual(modes(folder), []);
  await second.close();
});

test('a folder with other files is refused and not changed', async () => {
  const folder = folderNamed('photos');
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'holiday.jpg'), 'x');
  await assert.rejects(openDataFolder(folder), /contains other files\. Use an empty or a new folder/);
  assert.equal(lstatSync(folder).mode & 0o777, 0o755);
  assert.deepEqual(readdirSync(folder), ['holiday.jpg']);
  assert.equal(readFileSync(join(folder, 'holiday.jpg'), 'utf8'), 'x');
  await assert.rejects(openDataFolder(join(folder, 'holiday.jpg')), /cannot be opened: a file has this name/);
  await assert.rejects(openDataFolder(join(folder, 'holiday.jpg', 'in')), /cannot be opened: a file has this name/);
});

test('a folder of another user is refused with a sentence', async () => {
  const [open, closed] = [folderNamed('theirs-open'), folderNamed('theirs-closed')];
  chmodSync(place, 0o755);
  chmodSync(open, 0o777);
  chmodSync(closed, 0o500);
  const isRoot = process.getuid?.() === 0;
  // The permissions of root are not limited, so the test acts as somebody else.
  if (isRoot) process.seteuid?.(65_534);
  try {
    if (isRoot) await assert.rejects(openDataFolder(open), /Other users can read .*Run `chmod -R go= `/);
    await assert.rejects(openDataFolder(closed), /cannot be (opened|locked): EACCES/);
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test('without the command flock, the folder is refused with a sentence', async () => {
  if (process.platform !== 'linux') return;
  const folder = folderNamed('bare');
  const { PATH } = process.env;
  process.env.PATH = place;
  try {
    await assert.rejects(lockFolder(folder), /cannot be locked: the command flock is missing\. Install util-linux/);
  } finally {
    process.env.PATH = PATH;
  }
  (await lockFolder(folder))();
});
