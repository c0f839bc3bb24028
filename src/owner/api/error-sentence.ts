import type { OwnerKey, Translator } from '../shared/translator.ts';
import { RequestFault } from './request-fault.ts';

const BY_STATUS: Readonly<Record<number, OwnerKey>> = {
  0: 'errors.offline',
  401: 'errors.signedOut',
  403: 'errors.forbidden',
  404: 'errors.absent',
  409: 'errors.conflict',
  410: 'errors.gone',
  412: 'errors.changed',
  422: 'errors.invalid',
  501: 'errors.absent',
};

/** One sentence for the owner about a failed request. The server's own sentences are for developers. */
export function errorSentence(words: Translator, error: unknown): string {
  if (!(error instanceof RequestFault)) return words.t('errors.page');
  if (error.status === 429) {
    return error.retryAfter === undefined
      ? words.t('errors.tooMany')
      : words.t('errors.tooManyUntil', { n: Math.ceil(error.retryAfter) });
  }
  return words.t(BY_STATUS[error.status] ?? 'errors.server');
}
