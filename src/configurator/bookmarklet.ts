/** A bookmark that shows the elements on the shop's own page, in test mode: nothing is posted, nothing is stored. */
import { shownProgram } from '../owner/programme/example-customer.ts';
import type { ViewSettings } from '../snippet/address-fragment.ts';
import type { ShopConfiguration } from '../snippet/shop-configuration.ts';
import { ONE_FILE } from '../snippet/snippet-files.ts';
import { sampleAccount } from './sample-customer.ts';

/** The longest address that all browsers keep in a bookmark, in characters. */
const LONGEST = 60_000;

/** Runs in the page of the shop. Creates elements by name, and writes no markup. */
const RUN = `(d=>{const D=document,C=(t,p)=>Object.assign(D.createElement(t),p),B=(n,v)=>{const s=C('script',{type:'application/json',textContent:JSON.stringify(v)});s.dataset.lojal=n;D.head.append(s)};
if(window.lojal){alert(d.there);return}
try{B('program',d.program);B('account',d.account);for(const[n,v]of d.looks)D.documentElement.style.setProperty('--lojal-'+n,v);
const m=D.querySelector('main')||D.body;for(const[n,a,t]of[...d.elements].reverse()){const e=C('lojal-'+n,{textContent:t});for(const[k,v]of a)e.setAttribute(k,v);m.prepend(e)}
addEventListener('securitypolicyviolation',e=>{if(!d.said&&e.blockedURI.startsWith(d.origin)){d.said=1;alert(d.csp)}});
const s=C('script',{src:d.src,onerror(){if(!d.said)alert(d.lost)}});for(const[k,v]of d.script)s.setAttribute(k,v);s.dataset.test='';s.dataset.storage='none';D.head.append(s)}catch{alert(d.csp)}})`;

export interface BookmarkWords {
  /** Said on a page that has Lojal already. */
  readonly there: string;
  /** Said where the page's policy forbids the script. */
  readonly csp: string;
  /** Said where the script cannot be loaded. */
  readonly lost: string;
}

/**
 * The address of the bookmark; nothing where it would be too long.
 *
 * @param files the absolute address of the folder of the script files
 */
export function bookmarkletFor(
  configuration: ShopConfiguration,
  view: ViewSettings,
  files: string,
  words: BookmarkWords,
): string | undefined {
  const src = new URL(ONE_FILE, files);
  const data = {
    ...words,
    src: src.href,
    origin: src.origin,
    program: shownProgram(configuration.program),
    account: sampleAccount(configuration.program, view, Date.now()),
    looks: Object.entries(configuration.looks),
    elements: configuration.elements.map(({ name, attributes, text }) => [name, attributes, text]),
    script: configuration.script.filter(([name]) => /^data-(lang|currency|color-scheme|panel)$/.test(name)),
  };
  // In an address, a percent sign begins a code and a fragment begins with a hash.
  const address = `javascript:${encodeURIComponent(`${RUN}(${JSON.stringify(data)})`)}`;
  return address.length > LONGEST ? undefined : address;
}
