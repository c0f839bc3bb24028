/** The file of the program, unless another one is named. Without this file, the program is the one that the owner saved. */
export const PROGRAM_FILE = 'lojal.json';
