import { unreachable } from './unreachable.ts';

/**
 * What came instead of the JSON of a program or an account.
 *
 * @param given the address as it is written
 * @param reason a status; `HTML`; `address` for one that is not asked; else what `fetch` threw
 */
export async function unread(name: 'program' | 'account', given: string, reason: string): Promise<string[]> {
  const example = name === 'program' ? '/lojal.json' : '/account.json';
  if (reason === 'address') {
    const own = /^http:/.test(given) ? given.replace(':', 's:') : example;
    return [`${name}: ${JSON.stringify(given)} is not an https address; write data-${name}="${own}"`];
  }
  const url = new URL(given, document.baseURI).href;
  if (reason === 'HTML')
    return [
      `${name}: ${url} is a page of HTML, not JSON; write the address of the JSON itself: data-${name}="${example}"`,
    ];
  if (reason === '401' && name === 'account')
    return [
      `${name}: ${url} answered 401 though a customer is signed in; give it a token that it accepts: lojal.configure({ identity: async () => token })`,
    ];
  if (/^\d+$/.test(reason))
    return [
      `${name}: ${url} answered ${reason}; nothing of it is shown. Put the file there, or write where it is: data-${name}="${example}"`,
    ];
  const why = await unreachable(url, name === 'account' ? 'authorization' : '');
  return [`${name}: ${url} could not be read: ${why ?? `${reason}; nothing of it is shown`}`];
}
