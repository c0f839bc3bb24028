/**
 * Runs functions of the doctor in a JavaScript world of their own: they see the page's elements, but no global and no built-in
 * function that the page has replaced, and the page does not see them.
 */
import type { CDPSession } from 'playwright-core';

const WORLD = 'lojal-doctor';

/** Compilers for development wrap functions in a call of this name, to keep what they are called. */
const PRELUDE = 'var __name = (one) => one;';

const callOf = (run: (arg: never) => unknown, arg: unknown): string => `(${run})(${JSON.stringify(arg)})`;

export class IsolatedWorld {
  readonly #session: CDPSession;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Runs a function at the start of every document, before the page's scripts. The function may use nothing around it. */
  async atStart<Arg>(run: (arg: Arg) => void, arg: Arg): Promise<void> {
    const source = `if (window === top) { ${PRELUDE} ${callOf(run, arg)} }`;
    await this.#session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD });
  }

  /**
   * Runs a function in the page and resolves to its result, as JSON. The function may use nothing around it.
   *
   * @throws Error if the function throws, or runs longer than `ms`
   */
  async run<Result, Arg>(run: (arg: Arg) => Result | Promise<Result>, arg: Arg, ms: number): Promise<Result> {
    const { frameTree } = await this.#session.send('Page.getFrameTree');
    const { executionContextId } = await this.#session.send('Page.createIsolatedWorld', {
      frameId: frameTree.frame.id,
      worldName: WORLD,
    });
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression: `(() => { ${PRELUDE} return ${callOf(run, arg)} })()`,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
      timeout: ms,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as Result;
  }
}
