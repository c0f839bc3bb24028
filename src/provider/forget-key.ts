/** The key whose change tells the other tabs that everything is to be forgotten. */
export const FORGET_KEY = 'lojal:forget';
