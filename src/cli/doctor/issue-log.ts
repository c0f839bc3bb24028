/** What Chromium reports about a page as "issues": each request that a policy, CORS or mixed content has stopped. */
import type { CDPSession } from 'playwright-core';
import type { Blocked } from './page-visit.ts';

/** The most issues that are kept. */
const MOST = 300;

/** The part of an issue that is read. */
interface Issue {
  readonly details: {
    readonly contentSecurityPolicyIssueDetails?: {
      readonly blockedURL?: string;
      readonly violatedDirective: string;
      readonly isReportOnly: boolean;
    };
    readonly corsIssueDetails?: { readonly request: { readonly url: string }; readonly isWarning: boolean };
    readonly mixedContentIssueDetails?: { readonly insecureURL: string; readonly resolutionStatus: string };
  };
}

function toBlocked({ details }: Issue): Blocked | undefined {
  const { contentSecurityPolicyIssueDetails: csp, corsIssueDetails: cors, mixedContentIssueDetails: mixed } = details;
  if (csp && !csp.isReportOnly) return { by: 'csp', url: csp.blockedURL ?? '', directive: csp.violatedDirective };
  if (cors && !cors.isWarning) return { by: 'cors', url: cors.request.url, directive: '' };
  if (mixed && mixed.resolutionStatus === 'MixedContentBlocked')
    return { by: 'mixed', url: mixed.insecureURL, directive: '' };
  return undefined;
}

/** Fills the list as the browser reports. */
export async function logIssues(session: CDPSession): Promise<readonly Blocked[]> {
  const found: Blocked[] = [];
  session.on('Audits.issueAdded', ({ issue }) => {
    const blocked = toBlocked(issue as Issue);
    if (blocked && found.length < MOST) found.push(blocked);
  });
  await session.send('Audits.enable');
  return found;
}
