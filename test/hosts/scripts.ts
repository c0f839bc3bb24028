/** Hosts whose scripts change functions of the platform. */
import type { Host } from './host.ts';

const script = (text: string): string => `<script nonce="n1">${text}</script>`;
const lib = (name: string): string => `<script nonce="n1" src="/lib/${name}.js"></script>`;

/**
 * Emulates Prototype.js 1.6, which is not on npm: adds functions to the prototypes of the platform, some of them enumerable, some
 * under names that the platform uses today with another meaning, and `toJSON` to arrays and strings.
 */
const PROTOTYPE = `(() => {
  const K = (x) => x;
  const add = (owner, methods) => { for (const name in methods) owner[name] = methods[name]; };
  const inspect = (value) => JSON.stringify(value);
  add(Array.prototype, {
    each(run) { for (let i = 0; i < this.length; i++) run(this[i], i); return this; },
    toJSON() { const parts = []; this.each((one) => parts.push(inspect(one))); return '[' + parts.join(', ') + ']'; },
    first() { return this[0]; }, last() { return this[this.length - 1]; }, clear() { this.length = 0; return this; },
    compact() { return this.filter((one) => one != null); }, flatten() { return [].concat(...this); },
    without(...values) { return this.filter((one) => !values.includes(one)); }, uniq() { return [...new Set(this)]; },
    collect: Array.prototype.map, detect: Array.prototype.find, select: Array.prototype.filter,
    include: Array.prototype.includes, invoke(name, ...given) { return this.map((one) => one[name](...given)); },
    pluck(name) { return this.map((one) => one[name]); }, inspect() { return inspect(this); }, size() { return this.length; },
  });
  Array.prototype._reverse = Array.prototype.reverse;
  Array.prototype.reverse = function (inline) { return (inline === false ? [...this] : this)._reverse(); };
  Array.from = (given) => { const list = []; for (let i = 0; i < (given?.length ?? 0); i++) list.push(given[i]); return list; };
  add(String.prototype, {
    toJSON() { return inspect(String(this)); }, strip() { return this.trim(); }, blank() { return !this.trim(); },
    gsub(pattern, by) { return this.split(pattern).join(by); }, camelize() { return this; }, toArray() { return this.split(''); },
  });
  add(Number.prototype, { toJSON() { return inspect(+this); }, succ() { return this + 1; }, times(run) { for (let i = 0; i < this; i++) run(i); } });
  add(Date.prototype, { toJSON() { return '"' + this.toISOString() + '"'; } });
  add(Function.prototype, {
    bind(self, ...given) { const run = this; return function (...more) { return run.apply(self, [...given, ...more]); }; },
    defer() { setTimeout(this, 10); }, wrap(by) { const run = this; return function (...given) { return by.call(this, run, ...given); }; },
    argumentNames() { return []; }, curry(...given) { return this.bind(null, ...given); }, methodize() { return this; },
  });
  add(Object, { extend: Object.assign, isArray: Array.isArray, toJSON: inspect, clone: (one) => ({ ...one }) });
  add(Element.prototype, {
    show() { this.style.display = ''; return this; }, hide() { this.style.display = 'none'; return this; },
    visible() { return this.style.display !== 'none'; }, update(html) { this.innerHTML = html; return this; },
    remove() { this.parentNode?.removeChild(this); return this; }, down() { return this.firstElementChild; }, up() { return this.parentNode; },
    select(query) { return Array.from(this.querySelectorAll(query)); }, getElementsBySelector(query) { return this.select(query); },
    addClassName(name) { this.className += ' ' + name; return this; }, observe(type, run) { this.addEventListener(type, run); return this; },
    identify() { return this.id ||= 'anonymous_element_1'; }, childElements() { return Array.from(this.children); },
  });
  document.getElementsByClassName = (name) => Array.from(document.querySelectorAll('.' + name));
  add(window, { $: (id) => document.getElementById(id), $$: (query) => Array.from(document.querySelectorAll(query)),
    $A: Array.from, $H: K, $w: (text) => text.split(' '), $F: K, Prototype: { Version: '1.6', K }, Class: { create: () => function () {} },
    Enumerable: {}, Template: class {}, Ajax: {}, Form: {}, Field: {}, Insertion: {}, Try: {} });
})();`;

/** Patches the platform as monitoring scripts do, which record requests, clicks and errors. */
const WATCHED = `(() => {
  const wrap = (owner, name) => { const real = owner[name]; owner[name] = function (...given) { return real.apply(this, given); }; };
  for (const name of ['fetch', 'setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask']) wrap(window, name);
  wrap(XMLHttpRequest.prototype, 'open'); wrap(XMLHttpRequest.prototype, 'send'); wrap(navigator.__proto__, 'sendBeacon');
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) wrap(EventTarget.prototype, name);
  for (const name of ['pushState', 'replaceState']) wrap(History.prototype, name);
  for (const name of ['then', 'catch']) wrap(Promise.prototype, name);
  for (const name of ['attachShadow', 'setAttribute', 'remove', 'append']) wrap(Element.prototype, name);
  for (const name of ['appendChild', 'insertBefore', 'removeChild', 'cloneNode']) wrap(Node.prototype, name);
  wrap(customElements.__proto__, 'define');
  for (const name of ['setItem', 'getItem']) wrap(Storage.prototype, name);
  const Real = window.MutationObserver;
  window.MutationObserver = class extends Real {};
  const Later = window.Promise;
  window.Promise = class extends Later {};
})();`;

const FROZEN = `for (const { prototype } of [Array, Object, Function, String, Number, Boolean, Date, RegExp, Promise, Map, Set, WeakMap, Error,
    EventTarget, Event, Node, Element, HTMLElement, Document, ShadowRoot, CSSStyleSheet]) Object.freeze(prototype);
  for (const one of [Array, Object, Promise, JSON, Math, Reflect, Symbol]) Object.freeze(one);`;

/** Names of forms and images that shadow properties of `document` and `window`. */
const NAMES =
  `lojal fetch name search body head title forms scripts currentScript links images cookie referrer URL domain
  activeElement location top self status length closed history
  localStorage sessionStorage navigator indexedDB crypto console setTimeout Promise customElements performance event`.split(
    /\s+/,
  );

export const scripts: readonly Host[] = [
  { name: 'Prototype.js 1.6 (a stand-in)', head: script(PROTOTYPE) },
  { name: 'MooTools', head: lib('mootools') },
  { name: 'zone.js', head: lib('zone'), keeps: /__zone_symbol__/ },
  { name: 'core-js', head: lib('core') },
  { name: 'jQuery', head: lib('jquery'), below: script("jQuery(() => jQuery('#who').val('Nora').trigger('change'))") },
  { name: 'frozen prototypes', head: script(FROZEN), axe: 'first' },
  { name: 'everything is watched', head: script(WATCHED) },
  {
    name: 'names clobbered by forms',
    above: `<div class="sample">${NAMES.map((name) => `<form name="${name}"></form>`).join('')}</div>`,
    at: 'body',
  },
  {
    name: 'names clobbered by ids',
    above: `<div class="sample">${NAMES.map((name) => `<a id="${name}"></a><a id="${name}" name="push"></a>`).join('')}</div>`,
    at: 'body',
  },
  {
    name: 'names clobbered by images, before our script',
    above: `<div class="sample">${NAMES.map((name) => `<img name="${name}" alt="">`).join('')}</div>`,
    at: 'body',
  },
  { name: 'AMD by RequireJS', head: lib('require') },
  {
    name: 'CommonJS globals',
    head: script(
      'var exports = {}; var module = { exports }; var require = () => { throw new Error("no module"); }; var global = window; var process = { env: {} };',
    ),
  },
  {
    name: 'silent console',
    head: script('for (const name of ["log", "warn", "info", "debug"]) console[name] = () => {}; '),
  },
  {
    name: 'console that is gone',
    head: script('Object.defineProperty(window, "console", { value: {}, configurable: true, writable: true })'),
  },
  {
    name: 'element of its own under our name',
    head: script(
      'customElements.define("lojal-points", class extends HTMLElement { connectedCallback() { this.title = "theirs"; } })',
    ),
    act: `hand.SHOWN['lojal-points'] = () => hand.all('lojal-points')[0].title === 'theirs'`,
  },
  {
    name: 'language that does not exist',
    html: 'lang="xx-nowhere"',
    page: (_, { head, body }) =>
      `<!doctype html><html lang="xx-nowhere"><head>${head}</head><body>${body}</body></html>`,
  },
];
