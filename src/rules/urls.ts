/** Matches pages by their path. Patterns are not regular expressions, so no pattern of a shop can take long. */

/**
 * Whether a path matches a pattern. `*` stands for any characters, also none and slashes; case and a slash at the end do
 * not count. Takes linear time.
 */
export function matches(pattern: string, path: string): boolean {
  const [first = '', ...others] = trim(pattern).split('*');
  const text = trim(path);
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

const trim = (path: string): string => path.toLowerCase().replace(/(?<=.)\/$/, '');

/** A pattern of the names between `/` and `/`, `.` or the end. `before` is what may precede the `/`. */
const named = (before: string, names: string): RegExp =>
  new RegExp(`${before}/(?:${names.trim().split(/\s+/).join('|')})(?:[/.]|$)`, 'u');

/**
 * Names of the cart and the checkout, anywhere in a path. They are the defaults of shop systems and of their translations: of
 * Shopify, WooCommerce, Magento, PrestaShop, OpenCart, Shopware, JTL, Gambio, OXID, BigCommerce, Salesforce, nopCommerce, Wix,
 * Squarespace and Ecwid. Without accents; see `plain`.
 */
const PAYING = named(
  '',
  `carts? basket shopping[-_]?(?:cart|bag|basket) cart-(?:page|show) checkouts? (?:one-?(?:step|page)-?)?checkout checkout[-_]\\w+
  co(?:shipping|billing|summary)-\\w+ order-pay
  warenkorb einkaufswagen kasse zur-kasse bestellvorgang
  panier validation(?:-de-la)?-commande
  carrito(?:-de-compras?)? finalizar-(?:compra|pedido|encomenda) tramitar-pedido
  carrello cassa
  winkel(?:wagen|mand|mandje|wagentje) afrekenen
  carrinho(?:-de-compras)?
  koszyk szybkie-zakupy
  varukorg(?:en)? kundvagn(?:en)? till-kassan kassan?
  kurv(?:en)? indk[oø]bskurv(?:en)? handlekurv(?:en)? handlevogn(?:en)? utsjekk til-kassen kassen
  ostoskori ostoskarry
  kosik nakupni-kosik pokladn[ai] kosar penztar finalizare(?:-comanda)? sepet odeme kosarica blagajna
  корзина кошик καλαθι ταμειο カート 購物車 购物车 장바구니 سلة עגלה`,
);

/** Names that mean a page of the checkout only at the start of a path, after a language: elsewhere they are products or orders. */
const FIRST_PAYING = named(
  '^(?:[#!~/]*|/index\\.php|(?:/[a-z]{2}(?:[-_][a-z]{2})?)+)',
  `order bag trolley pay payment bestellung commande commander paiement caisse pedido pago cesta carro ordine pagamento
  bestelling betaling betaal encomenda cos zamowienie p[lł]atnosc kasa tilaus objednavka zakaz оформление-заказа заказ`,
);

/** Names of thank-you pages. */
const THANKS = named(
  '',
  `order-?received order-?confirm(?:ed|ation)? thank[-_]?you(?:-page)? thanks success confirmation checkout[-_](?:success|completed?)
  finish finishorder completed checkout[./]complete checkout/\\d+/complete
  bestellabschluss bestell?-?bestatigung danke vielen-dank confirmation(?:-de)?-commande merci
  confirmacion(?:-(?:de-)?(?:pedido|compra))? gracias conferma(?:-ordine)? grazie
  confirmacao(?:-(?:de-)?(?:pedido|encomenda|compra))? obrigad[oa] order-?bevestiging bedankt
  potwierdzenie(?:-zamowienia)? dziekujemy orderbekraftelse tack ordrebekr(?:ae|æ|e)ftelse takk? tilausvahvistus kiitos
  dekujeme dakujeme koszonjuk multumim tesekkurler`,
);

/** Query parameters in which a shop system has the name of its page. */
const PAGE_PARAMETERS = /^(route|controller|cl|view|dispatch|target|main_page|store-page|page)$/;

/** A path as it is compared: decoded, in lower case, without accents and without a slash at the end. */
function plain(path: string): string {
  let text = path;
  try {
    text = decodeURIComponent(path);
  } catch {
    // A `%` that encodes nothing.
  }
  return trim(text).normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/** The path of a page, and the pages that its query names. */
function pagesOf(path: string, query: string): string[] {
  const named = [...new URLSearchParams(query)].filter(([name]) => PAGE_PARAMETERS.test(name.toLowerCase()));
  return [path, ...named.map(([, value]) => `/${value}`)].map(plain);
}

/** Why a question may not come on a page: `urls.deny` matches, the customer is paying, or `urls.allow` does not match. */
export function urlRefusal(
  path: string,
  { allow, deny }: { readonly allow: readonly string[]; readonly deny: readonly string[] },
  bought: boolean,
  query = '',
): 'denied' | 'paying' | 'not-allowed' | undefined {
  if (deny.some((pattern) => matches(pattern, path))) return 'denied';
  const pages = pagesOf(path, query);
  const paying = pages.some((page) => PAYING.test(page) || FIRST_PAYING.test(page));
  if (paying && !bought && !pages.some((page) => THANKS.test(page))) return 'paying';
  return allow.length && !allow.some((pattern) => matches(pattern, path)) ? 'not-allowed' : undefined;
}
