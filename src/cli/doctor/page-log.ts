/** Listens to a page: the files of Lojal that it requests, messages of the console, errors. Keeps the page from waiting for a person. */
import type { BrowserContext, Page, Response } from 'playwright-core';
import { isLojalFile, type RequestedFile } from './page-visit.ts';

/** The most entries of each list, and the most characters of each text: a page may write without an end. */
const [MOST, LENGTH] = [200, 2_000];

export interface PageLog {
  readonly files: readonly RequestedFile[];
  readonly responses: readonly Response[];
  readonly messages: readonly string[];
  readonly errors: readonly string[];
}

/** Messages of Lojal, and of the browser about the files of Lojal. */
const OURS = /\[lojal\/[\w-]{1,60}\]|\/lojal[\w.-]{0,60}\.js/;

export function listenTo(page: Page, context: BrowserContext): PageLog {
  const files: RequestedFile[] = [];
  const responses: Response[] = [];
  const messages: string[] = [];
  const errors: string[] = [];
  const add = <One>(list: One[], one: One): void => {
    if (list.length < MOST) list.push(one);
  };
  page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
  context.on('page', (other) => {
    if (other !== page) other.close().catch(() => {});
  });
  page.on('console', (message) => {
    if (!/warning|error/.test(message.type())) return;
    const text = message.text().slice(0, LENGTH);
    if (OURS.test(text)) add(messages, text);
  });
  page.on('pageerror', (error) => add(errors, String(error).slice(0, LENGTH)));
  page.on('response', (response) => {
    if (!isLojalFile(response.url())) return;
    add(responses, response);
    add(files, { url: response.url(), status: response.status(), type: response.headers()['content-type'] ?? '' });
  });
  page.on('requestfailed', (request) => {
    const failure = request.failure()?.errorText ?? '';
    if (isLojalFile(request.url())) add(files, { url: request.url(), failure });
  });
  return { files, responses, messages, errors };
}
