/** Every part of the script. `scripts/script-parts.ts` generates the module from the registry. */
declare module 'lojal:parts';

/** How `lojal.all.js` loads the files that it does not contain. `scripts/script-parts.ts` generates the module. */
declare module 'lojal:folder' {
  /**
   * Sets the folder of the files.
   *
   * @param lost called when a file cannot be loaded
   */
  export function useFolder(folder: string, lost: (error: unknown) => void): void;
}
