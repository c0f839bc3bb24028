/**
 * Drives and observes a page for the test: `shop` answers questions and records each state of the screen with its time. Runs before
 * the bundle, so that it holds the original functions of the platform. The options in the query patch some of these afterwards.
 */
{
  const options = new URLSearchParams(location.search);
  const { setTimeout, setInterval, fetch, indexedDB, Promise: Later, Date: Clock } = window;
  const { stringify } = JSON;
  // `performance` is correct even if an option changes the page's clock.
  const now = () => performance.timeOrigin + performance.now();

  const seen = { errors: [], warnings: [], events: [], screens: [], identity: [], ids: [], shown: [] };
  addEventListener('pageshow', (event) => seen.shown.push(event.persisted));
  const fault = (words) => {
    seen.errors.push(words);
    report(`error: ${words}`);
  };
  addEventListener('error', (event) => fault(event.message || String(event.target)));
  addEventListener('unhandledrejection', (event) => fault(`not caught: ${event.reason}`));
  console.error = (...words) => fault(words.join(' '));
  console.warn = (...words) => seen.warnings.push(words.join(' '));

  /** Reports to the server at once, because the page may be killed at any moment. */
  function report(event, id = '') {
    if (!options.has('report')) return;
    const body = stringify({ product: options.get('product'), event, id });
    fetch(`${options.get('home') ?? ''}/saw`, { method: 'POST', keepalive: true, body }).catch(() => {});
  }

  const recordOf = (id) => {
    try {
      return localStorage.getItem(`lojal:answer:${id}`) ?? sessionStorage.getItem(`lojal:answer:${id}`);
    } catch {
      return null;
    }
  };

  /** The records in Lojal's database. Creates no database. */
  const inDatabase = () =>
    new Later((resolve) => {
      try {
        const request = indexedDB.open('lojal');
        request.onupgradeneeded = () => request.transaction.abort();
        request.onerror = (event) => {
          event.preventDefault();
          resolve([]);
        };
        request.onsuccess = () => {
          const db = request.result;
          const all = db.transaction('records').objectStore('records').getAll();
          all.onsuccess = () => {
            db.close();
            resolve(all.result);
          };
        };
      } catch {
        resolve([]);
      }
    });

  for (const type of ['lojal-answer', 'lojal-sent', 'lojal-queued', 'lojal-failed'])
    document.addEventListener(type, (event) => {
      const id = event.answer?.id ?? event.id;
      const { status, reason } = event;
      const entry = { at: now(), type: type.slice(6), id, status, reason };
      seen.events.push(entry);
      if (type === 'lojal-answer' && !seen.ids.includes(id)) seen.ids.push(id);
      report(entry.type, id);
      if (type !== 'lojal-queued') return;
      entry.kept = recordOf(id) ? 'web storage' : undefined;
      if (!entry.kept)
        inDatabase().then((records) => {
          entry.kept = records.some(({ key }) => key === `answer:${id}`) ? 'database' : 'nowhere';
        });
    });

  const WORDS = {
    sent: 'has been sent',
    queued: 'Saved on this device',
    failed: 'Not sent',
    refused: 'couldn’t accept',
  };
  const question = (at = 0) => document.querySelectorAll('lojal-nps')[at];
  const find = (selector, at) => question(at)?.shadowRoot?.querySelector(selector);

  /** The state of an answer on the screen, and the text in its field. */
  function screen(at) {
    const text = find('[part~=note]', at)?.textContent ?? '';
    const [state] = Object.entries(WORDS).find(([, words]) => text.includes(words)) ?? [];
    return {
      state: state ?? (text.includes('Sending') ? 'saving' : find('[part~=thanks]', at) ? 'thanks' : 'open'),
      words: find('textarea', at)?.value,
      typed: question(at)?.typed,
    };
  }

  const watched = new WeakSet();
  function watch() {
    document.querySelectorAll('lojal-nps').forEach((element, at) => {
      const root = element.shadowRoot;
      if (!root || watched.has(root)) return;
      watched.add(root);
      const look = () => {
        const entry = { at: now(), ...screen(at) };
        const last = seen.screens[seen.screens.length - 1];
        if (stringify({ ...last, at: 0 }) === stringify({ ...entry, at: 0 })) return;
        seen.screens.push(entry);
        if (entry.state !== last?.state) report(`screen: ${entry.state}`);
      };
      new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true });
      look();
    });
  }
  new MutationObserver(watch).observe(document, { subtree: true, childList: true });
  setInterval(watch, 20);

  const until = (condition) =>
    new Later((resolve) => {
      const look = () => {
        if (condition()) resolve();
        else setTimeout(look, 10);
      };
      look();
    });
  const submit = (at) => find('form', at).requestSubmit();

  const shop = {
    seen,
    screen,
    ready: (at) => !!find('input', at),
    /** Whether the outbox is loaded, with the file that it imports. It loads after the question is shown. */
    armed() {
      const names = performance.getEntriesByType('resource').map(({ name }) => name);
      const loaded = (file) => names.some((name) => name.includes(`/lojal.${file}.`));
      return (loaded('all') || (loaded('post') && loaded('answer-ids'))) && shop.ready();
    },
    choose(score = 7, at = 0) {
      find(`input[value="${score}"]`, at).click();
    },
    type(words, at = 0) {
      const field = find('textarea', at);
      if (!field) return false;
      field.value = words;
      question(at).typed = words;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return true;
    },
    press: submit,
    click: (at) => find('[part~=submit]', at)?.click(),
    /** Answers in one task and submits the form `presses` times. */
    answer(product, at = 0, presses = 1) {
      if (product) question(at).productName = product;
      shop.choose(7, at);
      for (let i = 0; i < presses; i++) submit(at);
    },
    /** Answers at a time in ms since 1970, so that several pages answer at the same moment, each about a product of its own. */
    answerAt(time, product) {
      setTimeout(
        () => {
          while (now() < time);
          shop.answer(product);
        },
        time - now() - 20,
      );
    },
    /** The number of this page's answers with the outcome "sent". The page also receives outcomes of other tabs. */
    sent() {
      const sent = new Set(seen.events.filter(({ type }) => type === 'sent').map(({ id }) => id));
      return seen.ids.filter((id) => sent.has(id)).length;
    },
    /** Gives `count` answers one after the other, at most `ahead` of them unsent at a time. */
    async many(count, ahead) {
      // Not awaited: the answers take longer than one command of a driver may.
      (async () => {
        for (let i = 0; i < count; i++) {
          await until(() => i - shop.sent() < ahead);
          const element = document.createElement('lojal-nps');
          element.productName = `${options.get('product')}${i}`;
          document.body.append(element);
          await until(() => element.shadowRoot?.querySelector('input'));
          element.shadowRoot.querySelector('input[value="7"]').click();
          element.shadowRoot.querySelector('form').requestSubmit();
        }
      })();
    },
    /** The kinds of the saved answers, from the newest copy of each record. */
    async stored() {
      const kinds = new Map();
      for (const { key, kind } of await inDatabase()) kinds.set(key, kind);
      for (const key of Object.keys(localStorage))
        if (key.startsWith('lojal:') && !kinds.has(key.slice(6))) kinds.set(key.slice(6), 'in web storage');
      return [...kinds].filter(([key]) => key.startsWith('answer:')).map(([, kind]) => kind);
    },
    /** The records in the database, with their keys. */
    inDatabase,
    /** Fills localStorage to the last byte. */
    fill() {
      for (let size = 2 ** 22; size >= 1; size /= 2)
        for (let i = 0; ; i++)
          try {
            localStorage.setItem(`junk-${size}-${i}`, 'x'.repeat(size));
          } catch {
            break;
          }
    },
    /** Writes records into Lojal's database, as another program could. */
    plant: (values) =>
      new Later((resolve, reject) => {
        const request = indexedDB.open('lojal', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('records', { keyPath: 'key' });
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const db = request.result;
          const transaction = db.transaction('records', 'readwrite');
          for (const value of values) transaction.objectStore('records').put(value);
          transaction.oncomplete = () => {
            db.close();
            resolve(true);
          };
        };
      }),
    patch: (name, when) => patches[name][when](),
    /** Starts keepalive requests of the host page with 64 kB in total, which never end. */
    crowd() {
      for (let i = 0; i < 4; i++)
        fetch('/hang', { method: 'POST', keepalive: true, body: 'x'.repeat(16_000) }).catch(() => {});
    },
  };
  window.shop = shop;

  const { prototype: list } = Array;
  const extend = (target, name, value, enumerable = true) =>
    Object.defineProperty(target, name, { value, enumerable, configurable: true, writable: true });
  const broken = () => {
    throw new Error('patched by the host');
  };

  /** Patches of the platform: `before` runs before the bundle loads and works; `after` runs later and breaks the function. */
  const patches = {
    fetch: {
      before() {
        window.fetch = (...given) => new Later((resolve, reject) => fetch(...given).then(resolve, reject));
      },
      after() {
        window.fetch = broken;
      },
    },
    Promise: {
      before() {
        window.Promise = class extends Later {};
      },
      after() {
        window.Promise = broken;
      },
    },
    // Prototype.js 1.6 and MooTools.
    JSON: {
      before() {
        extend(
          list,
          'toJSON',
          function () {
            return `[${this.map((item) => stringify(item)).join(', ')}]`;
          },
          false,
        );
        for (const { prototype } of [String, Number])
          extend(
            prototype,
            'toJSON',
            function () {
              return stringify(this.valueOf());
            },
            false,
          );
      },
      after() {
        JSON.stringify = broken;
        JSON.parse = broken;
      },
    },
    Array: {
      before() {
        extend(list, 'each', list.forEach);
        extend(list, 'first', () => undefined);
        Array.from = (given) => list.slice.call(given);
      },
      after() {
        extend(list, 'toJSON', () => 'patched');
        Array.from = broken;
      },
    },
    Date: {
      before() {
        window.Date = class extends Clock {};
      },
      after() {
        Date.now = () => Number.NaN;
        Date.prototype.getTime = () => Number.NaN;
      },
    },
    // A clock that is wrong by `clock` ms.
    clock: {
      before() {
        const off = Number(options.get('clock'));
        window.Date = class extends Clock {
          constructor(...given) {
            super(...(given.length ? given : [Clock.now() + off]));
          }
          static now() {
            return Clock.now() + off;
          }
        };
      },
    },
    // The longest pause between two attempts, so that no request is open for a while.
    late: {
      before() {
        Math.random = () => 0.999;
      },
    },
    // The time limit of an attempt, ten seconds, becomes one second.
    hurry: {
      before() {
        window.setTimeout = (run, ms) => setTimeout(run, ms === 10_000 ? 1000 : ms);
      },
    },
    zone: {
      before() {
        // One hour further east than on the visit before.
        const { getTimezoneOffset } = Date.prototype;
        Date.prototype.getTimezoneOffset = function () {
          return getTimezoneOffset.call(this) - 60;
        };
      },
    },
    // Storage that rejects every write.
    setItem: {
      before() {
        Storage.prototype.setItem = () => {
          throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        };
      },
    },
    noBase: {
      before() {
        IDBFactory.prototype.open = () => {
          throw new DOMException('denied', 'SecurityError');
        };
      },
    },
    deafBase: {
      before() {
        // A request without any event, as in some private windows and behind a blocked upgrade.
        IDBFactory.prototype.open = () => new EventTarget();
      },
    },
    // Leaves the page during the first write.
    leaveInWrite: {
      before() {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...given) {
          location.href = '/blank';
          return put.apply(this, given);
        };
      },
    },
    // Rejects requests as a content blocker does.
    blocked: {
      before() {
        window.fetch = (address, ...given) =>
          String(address).includes('/answers')
            ? Later.reject(new TypeError('Failed to fetch'))
            : fetch(address, ...given);
      },
    },
  };
  for (const name of (options.get('before') ?? '').split(' ')) if (name) patches[name].before();
  if (options.has('clock')) patches.clock.before();

  const identity = options.get('identity');
  if (identity)
    window.lojal = [
      (lojal) =>
        lojal.configure({
          identity: async (fresh) => {
            seen.identity.push(!!fresh);
            return fresh ? identity : 'stale';
          },
        }),
    ];

  // Without a driver: answers `wait` ms after the question is shown, and navigates `after` ms after it.
  if (options.has('drive'))
    (async () => {
      await until(options.has('armed') ? shop.armed : shop.ready);
      report('ready');
      const go = options.get('go');
      if (go) setTimeout(() => location.assign(go), Number(options.get('after') ?? 0));
      if (options.has('wait')) await new Later((resolve) => setTimeout(resolve, Number(options.get('wait'))));
      shop.answer();
      // Report after the answer is saved: WebKit may end a closed page in the middle of its task.
      report('clicked');
    })();

  // Report the number of undelivered answers.
  if (options.has('count')) {
    let last;
    setInterval(async () => {
      const left = (await shop.stored()).filter((kind) => kind !== 'tombstone').length;
      if (left !== last) report(`left: ${left}`);
      last = left;
    }, 100);
  }
}
