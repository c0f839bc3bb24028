import { html } from 'lit';
import { addDays } from '../../loyalty/dates.ts';
import type { LapsingData, LiabilityData, ReceiverData } from '../api/owner-data.ts';
import { routeHash } from '../app/hash-route.ts';

import type { OwnerContext } from '../shared/owner-context.ts';
import type { BlockRow } from './today-block.ts';

/** Points that expire within so many days are about to expire. */
const SOON = 62;

/** The link to a view, if this page has it. */
const linkTo = ({ views }: OwnerContext, view: string, ...rest: string[]): string | undefined =>
  views.includes(view) ? routeHash(view, {}, ...rest) : undefined;

export const lapsingBlock: BlockRow = {
  id: 'lapsing',
  title: 'today.lapsing',
  empty: 'today.noLapsing',
  act: 'today.toCustomers',
  content: async ({ client }, signal) => {
    const { lapsing: n, customers } = await client.json<LapsingData>('owner/lapsing?limit=5', { signal });
    return (owner) => ({
      n,
      href: linkTo(owner, 'customers'),
      rows: customers.map(({ id, last, sinceLast, expectedGap }) => {
        const href = linkTo(owner, 'customers', id) ?? routeHash('answers', { subject: id });
        const gap = { n: Math.round(sinceLast), gap: Math.round(expectedGap) };
        return html`<li>
          <a class="item" href=${href}>
            <span class="what">
              <p><bdi>${id}</bdi></p>
              <span class="muted small">${owner.words.t('today.sinceLast', gap)}</span>
            </span>
            <span class="end muted small">${owner.words.day(last)}</span>
          </a>
        </li>`;
      }),
    });
  },
};

export const expiringBlock: BlockRow = {
  id: 'expiring',
  title: 'today.expiring',
  empty: 'today.noExpiring',
  act: 'today.toProgramme',
  content: async ({ client }, signal) => {
    const { currency, months, today } = await client.json<LiabilityData>('owner/liability', { signal });
    const last = addDays(today, SOON).slice(0, 7);
    const dated = months.filter(({ month, points }) => month && month <= last && points > 0);
    return (owner) => ({
      n: dated.length,
      // The rows say how many points; the number of months says nothing.
      isCounted: false,
      href: linkTo(owner, 'programme'),
      rows: dated.map(
        ({ month, points, worth }) => html`<li class="item">
          <span class="what">${owner.words.month(month ?? '')}</span>
          <span class="end">
            ${owner.words.t('today.points', { n: points })}
            ${worth === null ? '' : html`<br /><span class="muted small">${owner.words.money(worth, currency)}</span>`}
          </span>
        </li>`,
      ),
    });
  },
};

export const deliveriesBlock: BlockRow = {
  id: 'deliveries',
  title: 'today.deliveries',
  empty: 'today.noDeliveries',
  act: 'today.toSettings',
  content: async ({ client }, signal) => {
    const found = await client.json<{ readonly receivers: readonly ReceiverData[] }>('owner/webhooks', { signal });
    const failing = found.receivers.filter(({ failingSince, disabled }) => failingSince ?? disabled);
    return (owner) => ({
      n: failing.length,
      href: linkTo(owner, 'settings'),
      rows: failing.slice(0, 5).map(
        ({ url, failingSince, disabled }) => html`<li class="item">
          <span class="what">
            <p><bdi>${url}</bdi></p>
            <span class="muted small">
              ${
                disabled
                  ? owner.words.t('settings.turnedOff', { when: owner.words.moment(disabled.at) })
                  : owner.words.t('settings.failingSince', { when: owner.words.moment(failingSince ?? '') })
              }
            </span>
          </span>
        </li>`,
      ),
    });
  },
};
