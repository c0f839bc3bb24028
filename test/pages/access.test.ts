/**
 * What axe cannot see: sizes of targets, reflow at 400 %, text at 200 % and with the spacing of WCAG 1.4.12, forced
 * colours, reduced motion. Every state of the gallery is looked at.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { evaluate } from '../helpers/evaluate.ts';
import { openShop } from '../helpers/shop.ts';

const { browser, shop } = await openShop();
let page: Page;

before(async () => {
  const context = await browser.newContext({
    bypassCSP: true,
    locale: 'en-US',
    viewport: { width: 1280, height: 1024 },
  });
  page = await context.newPage();
  // On a busy machine the states take their time.
  page.setDefaultTimeout(120_000);
  await page.goto(`${shop.url}/gallery.html`);
  await page.waitForFunction(() => 'ready' in document.documentElement.dataset);
  await page.evaluate(() => {
    for (const { shadowRoot } of document.querySelectorAll('.cell *'))
      for (const animation of shadowRoot?.getAnimations() ?? []) animation.finish();
  });
});

/** What cannot be read whole: words outside of their control or their card, or on each other; a page that scrolls sideways. */
async function lost(): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
    let looked = 0;
    for (const element of document.querySelectorAll<HTMLElement>('.cell *, #opened')) {
      const root = element.shadowRoot?.querySelector('.root');
      if (!root) continue;
      const lines: { text: string; rect: DOMRect; node: Node }[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const around = node.parentElement;
        const text = node.textContent?.trim();
        if (!text || !around?.checkVisibility() || around.closest('.hidden, .website')) continue;
        looked++;
        const range = document.createRange();
        range.selectNodeContents(node);
        const boxes = [around.closest('button, label, textarea, a'), around.closest('[part~="card"]')];
        for (const rect of range.getClientRects()) {
          lines.push({ text, rect, node });
          for (const box of boxes) {
            // A link within words is as wide as it is.
            const outer = box && getComputedStyle(box).display !== 'inline' && box.getBoundingClientRect();
            if (!outer) continue;
            if (
              rect.left < outer.left - 1 ||
              rect.right > outer.right + 1 ||
              rect.top < outer.top - 2 ||
              rect.bottom > outer.bottom + 2
            )
              found.push(`${element.localName} "${text.slice(0, 30)}" leaves its ${box.localName}`);
          }
        }
      }
      for (const [i, one] of lines.entries())
        for (const other of lines.slice(i + 1)) {
          const wide = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
          const high = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
          // The box of a line is higher than its letters.
          if (wide > 2 && high > 0.4 * Math.min(one.rect.height, other.rect.height))
            found.push(`${element.localName} "${one.text.slice(0, 30)}" lies on "${other.text.slice(0, 30)}"`);
        }
    }
    if (looked < 500) found.push(`only ${looked} texts`);
    return [...new Set(found)];
  });
}

/** Targets that are smaller than so many px. */
const smaller = (least: number, selector: string): Promise<string[]> =>
  page.evaluate(
    ([least, selector]) => {
      const found = new Set<string>();
      let looked = 0;
      for (const element of document.querySelectorAll('.cell *'))
        for (const control of element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []) {
          if (control.closest('.website')) continue;
          looked++;
          const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
          if (Math.min(width, height) < least)
            found.add(
              `${element.localName} ${control.localName} ${control.textContent?.trim().slice(0, 20)} ${width} x ${height}`,
            );
        }
      if (looked < 20) found.add(`only ${looked} controls`);
      return [...found];
    },
    [least, selector] as const,
  );

const ALL = 'a, button, textarea, input';
const LARGE = 'button, textarea, .option input, .star input, .choice input, input[id]';

test('targets are 24 px large everywhere, and 44 px where there is room', async () => {
  assert.deepEqual(await smaller(24, ALL), []);
  assert.deepEqual(await smaller(43.9, LARGE), []);
  await page.setViewportSize({ width: 320, height: 800 });
  assert.deepEqual(await smaller(24, ALL), []);
  await page.setViewportSize({ width: 1280, height: 1024 });
});

test('the name of a control begins with what is seen of it', async () => {
  const [looked, other] = await page.evaluate(() => {
    const named = [...document.querySelectorAll('.cell *')].flatMap(({ shadowRoot }) => [
      ...(shadowRoot?.querySelectorAll<HTMLElement>('[aria-label]:is(input, button, a, textarea)') ?? []),
    ]);
    const pairs = named.map((one) => [one.ariaLabel ?? '', (one.closest('label') ?? one).innerText.trim()] as const);
    const seen = pairs.filter(([, text]) => text);
    return [seen.length, seen.filter(([name, text]) => !name.startsWith(text)).map((pair) => pair.join(': '))] as const;
  });
  assert.ok(looked > 20, `only ${looked} names`);
  assert.deepEqual(other, []);
});

test('the field for the name tells the browser what it is for, and no other does', async () => {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('.cell lojal-review')].flatMap(({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll<HTMLInputElement>('input[id]') ?? [])].map(
        ({ id, autocomplete }) => `${id} ${autocomplete}`,
      ),
    ),
  );
  assert.deepEqual([...new Set(found)].sort(), ['name name', 'title off']);
});

test('at 400 %, which is 320 px, all can be read without scrolling sideways', async () => {
  await page.setViewportSize({ width: 320, height: 256 });
  assert.deepEqual(await lost(), []);
  await page.setViewportSize({ width: 1280, height: 1024 });
});

test('with text of twice the size nothing is lost, also on a phone', async () => {
  for (const width of [1280, 640, 320]) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await lost(), [], `${width} px`);
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('.cell *'))
        if (element.shadowRoot) element.style.fontSize = '32px';
    });
    const size = await page
      .locator('.cell lojal-nps .question')
      .first()
      .evaluate((el) => getComputedStyle(el).fontSize);
    assert.equal(size, '36px');
    assert.deepEqual(await lost(), [], `${width} px, twice as large`);
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>('.cell *')) element.style.fontSize = '';
    });
  }
  await page.setViewportSize({ width: 1280, height: 1024 });
});

test('with the spacing of WCAG 1.4.12 nothing is lost', async () => {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }`);
    for (const { shadowRoot } of document.querySelectorAll('.cell *'))
      if (shadowRoot) shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
  });
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const spacing = await page
      .locator('.cell lojal-nps .question')
      .first()
      .evaluate((el) => getComputedStyle(el).letterSpacing);
    assert.notEqual(spacing, 'normal');
    assert.deepEqual(await lost(), [], `${width} px`);
  }
  await page.evaluate(() => {
    for (const { shadowRoot } of document.querySelectorAll('.cell *'))
      if (shadowRoot) shadowRoot.adoptedStyleSheets = shadowRoot.adoptedStyleSheets.slice(0, -1);
  });
  await page.setViewportSize({ width: 1280, height: 1024 });
});

test('in forced colours states are told apart', async () => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const look = await page.evaluate(() => {
    // As methods: what the compiler adds to other functions is not there in the page.
    const its = {
      values(selector: string, name: 'backgroundColor' | 'boxShadow' | 'color' | 'fill' | 'borderTopStyle'): string[] {
        const found = [...document.querySelectorAll('.cell[data-scheme="light"] *')].flatMap(({ shadowRoot }) =>
          [...(shadowRoot?.querySelectorAll(selector) ?? [])].map((node) => getComputedStyle(node)[name]),
        );
        return [...new Set(found)];
      },
      resolved(colour: string): string {
        document.body.style.setProperty('outline-color', colour);
        const found = getComputedStyle(document.body).outlineColor;
        document.body.style.removeProperty('outline-color');
        return found;
      },
    };
    return {
      system: {
        chosen: its.resolved('Highlight'),
        on: its.resolved('HighlightText'),
        canvas: its.resolved('Canvas'),
        text: its.resolved('CanvasText'),
      },
      chosen: [its.values('.option:has(:checked)', 'backgroundColor'), its.values('.option:has(:checked)', 'color')],
      others: its.values('.option:not(:has(:checked))', 'backgroundColor'),
      fill: its.values('.track [part~="fill"]', 'backgroundColor'),
      edge: its.values('.track [part~="fill"]', 'boxShadow'),
      stars: [its.values('.star.on svg', 'fill'), its.values('.star:not(.on) svg', 'fill')],
      edges: its.values('.option, [part~="card"], [part~="submit"], .track, textarea', 'borderTopStyle'),
    };
  });
  const { chosen, on, canvas, text } = look.system;
  assert.notEqual(chosen, canvas);
  assert.deepEqual(look.chosen, [[chosen], [on]]);
  assert.ok(!look.others.includes(chosen), String(look.others));
  assert.deepEqual([look.fill, look.edge], [[chosen], ['none']]);
  assert.deepEqual(look.stars, [[text], ['none']]);
  assert.deepEqual(look.edges, ['solid']);
  await page.emulateMedia({ forcedColors: 'none', reducedMotion: null });
});

test('nothing moves for who wants no motion', async () => {
  const moving = (): Promise<string[]> =>
    page.evaluate(() => {
      const found = new Set<string>();
      for (const element of document.querySelectorAll('.cell *'))
        for (const node of element.shadowRoot?.querySelectorAll('*') ?? []) {
          const { animationName, transitionDuration } = getComputedStyle(node);
          if (animationName !== 'none' || /[1-9]/.test(transitionDuration))
            found.add(`${element.localName} ${node.localName}`);
        }
      return [...found];
    });
  assert.ok((await moving()).length > 3, 'there is motion for everybody else');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.deepEqual(await moving(), []);
  await page.emulateMedia({ reducedMotion: null });
});

test('a card at 400 % can be used: each control comes into view, with its ring, when it has the focus', async () => {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const tag of ['lojal-nps', 'lojal-review', 'lojal-survey']) {
    await evaluate(
      page,
      async (tag: string) => {
        const element = document.createElement(tag) as HTMLElement & { show(): void; updateComplete: Promise<unknown> };
        for (const [name, value] of Object.entries({ id: 'opened', mode: 'corner', kind: 'ces', lang: 'en' }))
          element.setAttribute(name, value);
        document.body.append(element);
        await element.updateComplete;
        element.show();
      },
      tag,
    );
    await page.locator('#opened [part~="close"]').waitFor();
    const hidden = await page.evaluate(() => {
      const root = document.getElementById('opened')?.shadowRoot;
      const pane = root?.querySelector('.pane')?.getBoundingClientRect() as DOMRect;
      const found = pane.top > 0 && pane.bottom <= innerHeight && pane.width <= innerWidth ? [] : ['the card'];
      const controls = [...(root?.querySelectorAll<HTMLElement>('.pane :is(a, button, textarea, input)') ?? [])];
      for (const control of controls.filter((one) => !one.closest('.website'))) {
        control.focus();
        // An input that cannot be seen lies over its label.
        const shown = getComputedStyle(control).opacity === '0' ? control.closest('label') : control;
        const { top, bottom, left, right } = (shown ?? control).getBoundingClientRect();
        // With its ring; what is higher than the view is seen in part.
        const seen = Math.min(bottom + 4, pane.bottom) - Math.max(top - 4, pane.top);
        if (seen < Math.min(bottom - top, 60) + 8 || left < 0 || right > innerWidth)
          found.push(control.outerHTML.slice(0, 60));
      }
      return controls.length > 5 ? found : ['no controls'];
    });
    assert.deepEqual(hidden, [], tag);
    await page.evaluate(() => document.getElementById('opened')?.remove());
  }
  await page.setViewportSize({ width: 1280, height: 1024 });
});
