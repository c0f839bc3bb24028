/**
 * Drives and observes a host page for the test. It is the first script of the page, so that it holds the original functions of the
 * platform, whatever the host's scripts replace later. It reports by requests, because drivers serialize values with the page's
 * `JSON`, which some hosts change.
 */
{
  const { setTimeout, fetch, performance, getComputedStyle, JSON: Json, InputEvent } = window;
  const { stringify } = Json;
  const { getOwnPropertyNames, getOwnPropertyDescriptor } = Object;
  const { querySelector, querySelectorAll, elementFromPoint } = Document.prototype;
  const textOf = Function.prototype.toString;
  // Read the attributes now: a script of the host may change `src` or call `document.open`.
  const script = document.currentScript;
  const home = new URL(script.dataset.home, script.src).href;
  const ours = script.dataset.ours === 'true';
  const started = performance.now();

  const heard = { errors: [], warnings: [], reports: [] };
  addEventListener(
    'error',
    (event) => {
      const { src } = event.target;
      if (/lojal/.test(src)) hand.refused = true;
      else heard.errors.push(String(event.message || event.error || src));
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) => heard.errors.push(`not caught: ${words(reason)}`));
  // A violation is dispatched to its element or to the document, and bubbles to the window.
  addEventListener('securitypolicyviolation', ({ effectiveDirective: what, blockedURI: which }) =>
    heard.reports.push(`${what} ${which}`),
  );
  console.error = (...words) => heard.errors.push(words.join(' '));
  console.warn = (...words) => heard.warnings.push(words.join(' '));

  /** Serializes as JSON without calling `Array.prototype.toJSON`. */
  function write(value) {
    if (Array.isArray(value)) {
      let text = '';
      for (let i = 0; i < value.length; i++) text += `${i ? ',' : ''}${write(value[i])}`;
      return `[${text}]`;
    }
    if (Object(value) !== value) return stringify(value) ?? 'null';
    let text = '';
    for (const key of getOwnPropertyNames(value)) text += `${text ? ',' : ''}${stringify(key)}:${write(value[key])}`;
    return `{${text}}`;
  }

  const words = (error) => `${error} ${error?.stack ?? ''}`;

  const tell = (stage, report) =>
    fetch(`${home}said/${stage}`, { method: 'POST', body: write({ ms: performance.now() - started, ...report }) });

  /** Every function of the platform that a script could replace, by name; for other values their type. */
  function builtIns() {
    const found = new Map();
    const add = (owner, name) => {
      for (const key of getOwnPropertyNames(owner)) {
        const { value, get, set } = getOwnPropertyDescriptor(owner, key);
        // Record only the type of other values: a number may change by itself.
        for (const [kind, one] of [
          ['', value],
          ['get ', get],
          ['set ', set],
        ])
          if (typeof one === 'function') found.set(`${kind}${name}.${key}`, one);
          else if (!kind && !get) found.set(`${name}.${key}`, typeof one);
      }
    };
    for (const name of getOwnPropertyNames(window)) {
      const { value } = getOwnPropertyDescriptor(window, name);
      if (typeof value === 'function') {
        found.set(name, value);
        add(value, name);
        if (Object(value.prototype) === value.prototype) add(value.prototype, `${name}.prototype`);
      } else if (/^(Atomics|CSS|Intl|JSON|Math|Reflect|WebAssembly|console)$/.test(name)) add(value, name);
    }
    for (const [name, one] of Object.entries({ document, history, navigator, localStorage: null }))
      if (one) add(one, name);
    return found;
  }
  const before = builtIns();
  const names = new Set(getOwnPropertyNames(window));

  const all = (selector) => [...querySelectorAll.call(hand.document, selector)];
  const find = (tag, selector) => querySelector.call(hand.document, tag)?.shadowRoot?.querySelector(selector);

  async function until(what, is, patience = 15_000) {
    const end = performance.now() + patience;
    for (;;) {
      const found = is();
      if (found) return found;
      if (performance.now() > end) throw new Error(`timed out: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const SHOWN = {
    'lojal-points': () => /1,280\s+points/.test(find('lojal-points', '[part~=balance]')?.textContent),
    'lojal-tier': () => /\u20ac187\.50 left until Gold/.test(find('lojal-tier', '[part~=label]')?.textContent),
    'lojal-nps': () => find('lojal-nps', 'input[value="10"]'),
    'lojal-review': () => find('lojal-review', 'input[name="rating"][value="5"]'),
  };
  const tags = () => script.dataset.tags.split(' ').filter((tag) => tag);

  /** Whether the element has its own styles: a border, and no text styles of the page except font family and size. */
  function isStyled(tag) {
    const card = find(tag, '[part~=card]');
    if (!card) return true;
    const { borderTopStyle, letterSpacing, textTransform, textShadow, textIndent } = getComputedStyle(card);
    const plain = [letterSpacing, textTransform, textShadow, textIndent].join() === 'normal,none,none,0px';
    return borderTopStyle === 'solid' && plain;
  }

  /** Scrolls to a control. Fails unless a person can see and click it. */
  function reach(control) {
    control.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = control.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const root = control.getRootNode();
    // With CSS zoom, engines disagree about the coordinates of `elementFromPoint`.
    const zoomed = !/^(1|normal|)$/.test(getComputedStyle(document.documentElement).zoom);
    const hit = root.elementFromPoint(x, y);
    const { visibility, opacity } = getComputedStyle(control.closest('label, button') ?? control);
    if (
      width < 8 ||
      height < 8 ||
      visibility !== 'visible' ||
      opacity === '0' ||
      !(zoomed || (hit && alike(hit, control)))
    ) {
      const over = elementFromPoint.call(hand.document, x, y);
      throw new Error(
        `${root.host.localName} ${control.localName} cannot be hit: ${width} x ${height} at ${x}, ${y}, ${visibility}, ${opacity}, under ${over?.outerHTML.slice(0, 80)}`,
      );
    }
    return control;
  }
  const alike = (hit, control) => control.contains(hit) || hit.contains(control);

  function type(tag, words) {
    const field = find(tag, 'textarea');
    field.value = words;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  const sent = (tag) =>
    until(
      `${tag} shows that the answer has been sent`,
      () => find(tag, '[part~=thanks]') && /has been sent/.test(find(tag, '[part~=note]')?.textContent),
    );

  const hand = {
    ours,
    heard,
    until,
    find,
    all,
    reach,
    SHOWN,
    /** The document that contains Lojal's elements. */
    document,

    /** Resolves when all elements show their content and styles; at once on a page without Lojal. */
    async shown() {
      if (!ours) return;
      for (const tag of tags())
        await until(`${tag} shows what it should, in its styles`, () => SHOWN[tag]() && isStyled(tag));
    },

    /** The actions of the host before the answer. */
    act: async () => {},

    /** Waits for the page, runs the host's actions, and reports when the elements are shown. */
    async begin() {
      try {
        await until('the page', () => document.readyState === 'complete');
        const { width } = script.dataset;
        if (width && innerWidth !== Number(width)) throw new Error(`the window is ${innerWidth} px wide`);
        await hand.act(hand);
        await (script.dataset.shows === 'fallback' ? hand.fallen() : hand.shown());
        await tell('ready', { tags: tags() });
      } catch (error) {
        await tell('ready', { error: words(error), ...heard });
      }
    },

    /** Checks that Lojal's script has given up and the fallback content is visible. */
    async fallen() {
      if (!ours) return;
      await until('the script has given up', () => heard.warnings.length || hand.refused);
      for (const element of all('lojal-points, lojal-tier, lojal-nps, lojal-review')) {
        const { width, height } = element.getBoundingClientRect();
        if (!element.textContent.trim() || element.shadowRoot?.querySelector('.root') || width < 8 || height < 8)
          throw new Error(`${element.localName} does not show its fallback`);
      }
    },

    /** Answers the questions. Clicks each submit button twice. */
    async answer() {
      for (const card of tags().flatMap((tag) => find(tag, '[part~=card]') ?? [])) reach(card);
      if (tags().includes('lojal-nps')) {
        await hand.choose('lojal-nps', 'input[value="9"]');
        await until('the follow-up', () => find('lojal-nps', 'textarea'));
        type('lojal-nps', 'Fast delivery');
        await hand.send('lojal-nps');
      }
      if (tags().includes('lojal-review')) {
        await hand.choose('lojal-review', 'input[name="rating"][value="4"]');
        type('lojal-review', 'It sounds as if they were in the room');
        await hand.send('lojal-review');
      }
    },
    async choose(tag, selector) {
      reach(find(tag, selector)).click();
    },
    async send(tag) {
      const button = reach(find(tag, '[part~=submit]'));
      button.click();
      button.click();
      await sent(tag);
    },

    /** Removes the globals that axe has added. @param had the result of `own` before axe was loaded */
    without(had) {
      for (const owner of [window, document])
        for (const name of getOwnPropertyNames(owner)) if (!had.includes(name)) delete owner[name];
    },
    own: () => [...getOwnPropertyNames(window), ...getOwnPropertyNames(document)],

    /** Reports the violations that axe finds in the elements. @param had the globals before axe @param source the URL of axe, if the driver has not run it */
    async axe(had, source) {
      try {
        const there = hand.document.defaultView;
        if (source) new there.Function('define', 'module', 'exports', await (await fetch(source)).text())();
        const { axe } = there;
        if (had) hand.without(had);
        // Finish animations first: partial transparency reduces the contrast.
        const roots = [hand.document, ...tags().map((tag) => querySelector.call(hand.document, tag)?.shadowRoot)];
        for (const root of roots)
          for (const animation of root?.getAnimations?.() ?? [])
            try {
              animation.finish();
            } catch {
              animation.cancel();
            }
        const { violations } = await axe.run(
          { include: tags().map((tag) => [tag]) },
          { resultTypes: ['violations'], elementRef: false, preload: false },
        );
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id} ${write([target])} ${failureSummary}`),
        );
        await tell('axe', { found });
      } catch (error) {
        await tell('axe', { error: words(error) });
      }
    },

    async finish() {
      try {
        if (ours && script.dataset.shows !== 'fallback') await hand.answer();
        await tell('done', { ...heard, ...mark() });
      } catch (error) {
        await tell('done', { error: words(error), ...heard });
      }
    },
  };

  /** The observable state of the host page, to compare with and without Lojal. */
  function mark() {
    const styles = {};
    const sample = [...querySelectorAll.call(document, '.sample, .sample *')];
    // One text per element: the serialization of Firefox is empty.
    const look = (element, name, but) => {
      const computed = getComputedStyle(element);
      let text = but ? '' : computed.cssText;
      if (!text)
        for (let i = 0; i < computed.length; i++)
          if (!but?.test(computed[i])) text += `${computed[i]}: ${computed.getPropertyValue(computed[i])}; `;
      styles[name] = text;
    };
    for (const [at, element] of sample.entries()) look(element, `${at} ${element.localName}`);
    // Ignore the size of these: it depends on Lojal's elements inside.
    const size = /^((min-|max-)?(width|height|inline-size|block-size)|perspective-origin|transform-origin)$/;
    look(document.documentElement, 'html', size);
    if (document.body) look(document.body, 'body', size);

    const changed = {};
    const now = builtIns();
    for (const [name, one] of now)
      if (before.get(name) !== one) changed[name] = typeof one === 'function' ? textOf.call(one) : one;
    for (const name of before.keys()) if (!now.has(name)) changed[name] = 'gone';
    const head = querySelector.call(document, 'head');
    return {
      styles,
      names: getOwnPropertyNames(window).filter((name) => !names.has(name)),
      lost: [...names].filter((name) => !(name in window)),
      builtIns: changed,
      html: sample.filter((one) => one.matches('.sample')).map(({ outerHTML }) => outerHTML),
      head: [...(head?.children ?? [])].map(({ outerHTML }) => outerHTML),
      attributes: [document.documentElement, document.body].flatMap((one) =>
        [...(one?.attributes ?? [])].map(({ name, value }) => `${one.localName} ${name}=${value}`),
      ),
      sheets: [document.styleSheets.length, document.adoptedStyleSheets?.length ?? 0],
      body: [...(document.body?.children ?? [])].map(({ localName }) => localName),
      title: document.title,
      cookie: cookies(),
    };
  }

  function cookies() {
    try {
      return document.cookie;
    } catch {
      return 'denied';
    }
  }

  /** Polls for commands, because drivers do not reach a page in a frame. */
  async function listen() {
    for (;;) {
      const word = await (await fetch(`${home}next-word`)).text();
      if (word === 'axe') await hand.axe(hand.own(), '/axe.js');
      else return hand.finish();
    }
  }

  window.hand = hand;
  hand.begin();
  if (window.parent !== window) listen();
}
