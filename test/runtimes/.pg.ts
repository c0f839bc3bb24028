import { startPostgres } from '../helpers/postgres.ts';
const p = await startPostgres(); console.log(p.databaseUrl); process.on('SIGTERM', async () => { await p.stop(); process.exit(0); }); setInterval(() => {}, 1000);
