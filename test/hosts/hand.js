/**
 * The test's hand and eyes in a host page: the first script of all, so that what it uses is the platform's own whatever
 * the host does to it later. It tells the test by requests, because a driver's own words pass through the page's `JSON`.
 */
{
  const { setTimeout, fetch, performance, getComputedStyle, JSON: Json, InputEvent } = window;
  const { stringify } = Json;
  const { getOwnPropertyNames, getOwnPropertyDescriptor } = Object;
  const { querySelector, querySelectorAll, elementFromPoint } = Document.prototype;
  const textOf = Function.prototype.toString;
  // A host's script may write another `src` or call `document.open`.
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
  // What a policy refuses is reported on the document, or on its window where the element has gone.
  addEventListener('securitypolicyviolation', ({ effectiveDirective: what, blockedURI: which }) =>
    heard.reports.push(`${what} ${which}`),
  );
  console.error = (...words) => heard.errors.push(words.join(' '));
  console.warn = (...words) => heard.warnings.push(words.join(' '));

  /** JSON that `Array.prototype.toJSON` does not reach. */
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

  /** Every function of the platform that a script could replace, by its name. */
  function builtIns() {
    const found = new Map();
    const add = (owner, name) => {
      for (const key of getOwnPropertyNames(owner)) {
        const { value, get, set } = getOwnPropertyDescriptor(owner, key);
        // What is no function is known by its kind: a number may well be another one later.
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
      if (performance.now() > end) throw new Error(`it never came: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  const SHOWN = {
    'lojal-points': () => /1,280\s+points/.test(find('lojal-points', '[part~=balance]')?.textContent),
    'lojal-tier': () => /\u20ac187\.50 to Gold/.test(find('lojal-tier', '[part~=label]')?.textContent),
    'lojal-nps': () => find('lojal-nps', 'input[value="10"]'),
    'lojal-review': () => find('lojal-review', 'input[name="rating"][value="5"]'),
  };
  const tags = () => script.dataset.tags.split(' ').filter((tag) => tag);

  /** What has our styles has a frame, and nothing of the page's letters but their family and size. */
  function dressed(tag) {
    const card = find(tag, '[part~=card]');
    if (!card) return true;
    const { borderTopStyle, letterSpacing, textTransform, textShadow, textIndent } = getComputedStyle(card);
    const plain = [letterSpacing, textTransform, textShadow, textIndent].join() === 'normal,none,none,0px';
    return borderTopStyle === 'solid' && plain;
  }

  /** A person must be able to see it and to hit it. */
  function reach(control) {
    control.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = control.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const root = control.getRootNode();
    // Engines are not of one mind about where a point of a page is that its styles zoom.
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
      `${tag} says that it has been sent`,
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
    /** The document in which our elements are. */
    document,

    /** Resolves when all of our elements on the page show what they should; at once on a page without us. */
    async shown() {
      if (!ours) return;
      for (const tag of tags())
        await until(`${tag} shows what it should, in its styles`, () => SHOWN[tag]() && dressed(tag));
    },

    /** What the host does of itself, before anybody answers. */
    act: async () => {},

    /** The page is there, and has done what it does. */
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

    /** Our script has given up, and what the shop wrote into the tags is there. */
    async fallen() {
      if (!ours) return;
      await until('the script has given up', () => heard.warnings.length || hand.refused);
      for (const element of all('lojal-points, lojal-tier, lojal-nps, lojal-review')) {
        const { width, height } = element.getBoundingClientRect();
        if (!element.textContent.trim() || element.shadowRoot?.querySelector('.root') || width < 8 || height < 8)
          throw new Error(`${element.localName} does not show its fallback`);
      }
    },

    /** Answers as a person does, who presses twice. */
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

    /** Takes away what axe has put on the page. @param had from `own`, before it came */
    without(had) {
      for (const owner of [window, document])
        for (const name of getOwnPropertyNames(owner)) if (!had.includes(name)) delete owner[name];
    },
    own: () => [...getOwnPropertyNames(window), ...getOwnPropertyNames(document)],

    /** What axe finds in our elements. @param had what was there before it @param source of axe, where the driver does not run it */
    async axe(had, source) {
      try {
        const there = hand.document.defaultView;
        if (source) new there.Function('define', 'module', 'exports', await (await fetch(source)).text())();
        const { axe } = there;
        if (had) hand.without(had);
        // Motion is over: what is half transparent has half of its contrast.
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

  /** Everything of the host that could be told apart, with and without us. */
  function mark() {
    const styles = {};
    const sample = [...querySelectorAll.call(document, '.sample, .sample *')];
    const look = (element, name, but) => {
      const computed = getComputedStyle(element);
      const own = {};
      for (let i = 0; i < computed.length; i++)
        if (!but?.test(computed[i])) own[computed[i]] = computed.getPropertyValue(computed[i]);
      styles[name] = own;
    };
    for (const [at, element] of sample.entries()) look(element, `${at} ${element.localName}`);
    // These hold our elements too, and are as large as these make them.
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

  /** In a frame no driver speaks to the page: it asks what to do. */
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
