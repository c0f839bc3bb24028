/** Keeps the price of <lojal-product-points> that of the chosen variant. */
(() => {
  // A page has this script once for each block. The first one says that it is there.
  if (!document.dispatchEvent(new Event('lojal-product-points-script', { cancelable: true }))) return;
  document.addEventListener('lojal-product-points-script', (event) => event.preventDefault());

  /** @param {unknown} id the id of a variant, or its address: gid://shopify/ProductVariant/1 */
  const choose = (id) => {
    const variant = /(\d+)$/.exec(String(id ?? ''))?.[1];
    if (!variant) return;
    for (const element of document.querySelectorAll('lojal-product-points[data-prices]')) {
      const prices = new Map(element.dataset.prices.split(' ').map((one) => one.split(':')));
      const price = prices.get(variant);
      if (price) element.setAttribute('price', price);
    }
  };

  // Dawn and most themes: the field of the form that goes into the cart changes.
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'id' && target.form?.action.includes('/cart/add'))
      choose(target.value);
  });
  // Horizon: https://shopify.dev/docs/storefronts/themes
  document.addEventListener('shopify:product:select', (event) => {
    Promise.resolve(event.promise).then(
      (result) => choose(result?.variant?.id),
      () => undefined,
    );
  });
})();
