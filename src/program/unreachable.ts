/**
 * Why an address did not answer this page, with the line that mends it, as far as a second request can tell whose answer
 * nobody reads; nothing where only the network failed.
 *
 * @param url absolute
 * @param headers names of the headers that its answer to the preflight must allow
 */
export async function unreachable(url: string, headers: string): Promise<string | undefined> {
  let forbidden = false;
  const heed = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
    forbidden ||= effectiveDirective === 'connect-src';
  };
  document.addEventListener('securitypolicyviolation', heed);
  const answered = await fetch(url, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  // The event is a task of its own, which may come after the answer.
  await new Promise((resolve) => setTimeout(resolve, 50));
  document.removeEventListener('securitypolicyviolation', heed);
  const { origin } = new URL(url);
  const own = origin === location.origin;
  if (forbidden)
    return `the page's content security policy forbids it; write Content-Security-Policy: connect-src ${own ? "'self'" : origin}`;
  if (!answered || own) return undefined;
  return `it does not allow this page to read its answers; let it answer with Access-Control-Allow-Origin: ${location.origin}${headers && ` and Access-Control-Allow-Headers: ${headers}`}`;
}
