/** Measures the time from a click to the next frame for every control, at CPU ÷ 6. */
import type { Browser, Page } from 'playwright-core';
import type { Contestant } from './contestants.ts';
import { CLICKED } from './measure.ts';
import { path, type Site } from './site.ts';
import { quantile } from './table.ts';

const PROGRAM = `<script type="application/json" data-lojal="program">${JSON.stringify({ name: 'Nord Records Club', currency: 'EUR' })}</script>`;

/** A page with all controls. */
export const contestant: Contestant = {
  name: 'every control',
  kind: 'ours',
  head: '<script src="/lojal.js" async data-endpoint="/answers" data-customer="c_1" data-points="1280"></script>',
  body: `${PROGRAM}<lojal-nps></lojal-nps><lojal-review product="fjord-lp" product-name="Fjord"></lojal-review><lojal-survey kind="csat"></lojal-survey><lojal-survey kind="choice" question="What for?" options="The prices, The selection" several></lojal-survey><lojal-nps id="behind" mode="tab" name="behind"></lojal-nps>`,
};

/** The controls in the order in which each visit presses them: a control that reveals another comes first. */
const CONTROLS: readonly (readonly [string, string])[] = [
  ['NPS: a score, which opens the follow-up', 'lojal-nps:not([id]) input[value="9"]'],
  ['NPS: another score', 'lojal-nps:not([id]) input[value="3"]'],
  ['NPS: “may we contact you”', 'lojal-nps:not([id]) input[type=checkbox]'],
  ['NPS: Send', 'lojal-nps:not([id]) [part~=submit]'],
  ['review: a star', 'lojal-review input[value="4"]'],
  ['review: how to be named', 'lojal-review input[value=initial]'],
  ['review: consent', 'lojal-review input[type=checkbox]'],
  ['review: Send', 'lojal-review [part~=submit]'],
  ['survey: a number', 'lojal-survey[kind=csat] input[value="4"]'],
  ['survey: Send', 'lojal-survey[kind=csat] [part~=submit]'],
  ['survey: a choice', 'lojal-survey[kind=choice] input[type=checkbox]'],
  ['tab: opens the card', '#behind [part~=tab]'],
  ['card: closes', '#behind [part~=close]'],
];

/** Finds the position of a control's label, because some inputs are visible only through the label. */
const PRESS = `(selector) => {
  const [host, ...inside] = selector.split(' ');
  const element = document.querySelector(host)?.shadowRoot?.querySelector(inside.join(' '));
  const label = element?.closest('label') ?? element;
  if (!label) return;
  label.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = label.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}`;

async function press(page: Page, selector: string): Promise<number> {
  const point = (await page
    .waitForFunction(`(${PRESS})(${JSON.stringify(selector)})`, undefined, { timeout: 5000 })
    .then((found) => found.jsonValue())
    .catch(() => Promise.reject(new Error(`there is no ${selector}`)))) as { x: number; y: number };
  await page.evaluate('window.__click = undefined');
  // Wait until scrolling has ended, so that its frame is not measured.
  await page.waitForTimeout(150);
  await page.mouse.click(point.x, point.y);
  return (await page
    .waitForFunction('window.__click', undefined, { timeout: 5000 })
    .then((found) => found.jsonValue())) as number;
}

/** @param at the number of the page on the site */
export async function clicks(browser: Browser, site: Site, at: number, visits: number) {
  const times = new Map<string, number[]>(CONTROLS.map(([name]) => [name, []]));
  for (let visit = 0; visit <= visits; visit++) {
    const context = await browser.newContext({ viewport: { width: 800, height: 900 }, locale: 'en-US' });
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await page.addInitScript(`(${CLICKED})((time) => { window.__click = time; })`);
    await page.goto(site.url + path(at), { waitUntil: 'load' });
    await page.waitForFunction(`(${PRESS})('lojal-survey[kind=choice] input')`);
    await page.waitForTimeout(600);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    for (const [name, selector] of CONTROLS) {
      const time = await press(page, selector);
      if (visit) times.get(name)?.push(time);
    }
    await context.close();
  }
  return [...times].map(([control, all]) => ({
    control,
    p50: Math.round(quantile(all, 0.5) * 10) / 10,
    p95: Math.round(quantile(all, 0.95) * 10) / 10,
  }));
}
