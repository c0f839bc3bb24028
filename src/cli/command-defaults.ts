/** What the commands use where no option names something else. */

/** The file of the program. Without this file, the program is the one that the owner saved. */
export const PROGRAM_FILE = 'lojal.json';
export const KEYS_FILE = 'lojal.keys.json';
/** The folder of the embedded database. */
export const DATA_FOLDER = '.lojal';
export const DEFAULT_PORT = '4174';
