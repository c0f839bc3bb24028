// @ts-check
/** Reads the demo's settings from the environment. `npm start` calls this before it builds. */

export const PORT = 4173;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {import('../serve.js').Options & { port: number }}
 * @throws {Error} when a setting is invalid; the message says what is accepted
 */
export function readSettings({ PORT: port, HOST, DATABASE_URL, LOJAL_OWNER_KEY, LOJAL_FOLDER }) {
  if (port && !(/^\d{1,5}$/.test(port) && Number(port) <= 65_535))
    throw new Error(`PORT=${port} is not a port: a whole number from 0 (any free one) to 65535 is.`);
  if (DATABASE_URL && !/^postgres(ql)?:\/\//.test(DATABASE_URL))
    throw new Error(
      'DATABASE_URL is not the address of a PostgreSQL server: postgres://user:password@host/database is.',
    );
  return {
    port: port ? Number(port) : PORT,
    ...(HOST && { host: HOST }),
    ...(LOJAL_FOLDER && { folder: LOJAL_FOLDER }),
    databaseUrl: DATABASE_URL || undefined,
    ownerKey: LOJAL_OWNER_KEY || undefined,
  };
}

/**
 * One sentence that says why the shop could not start.
 *
 * @param {NodeJS.ErrnoException} error
 * @param {{ port?: number, host?: string }} settings
 */
export function explainFailure(error, { port, host }) {
  if (error.code === 'EACCES') return `Port ${port} is only for the administrator: set PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return `HOST=${host} is not an address of this machine.`;
  return error.message;
}
