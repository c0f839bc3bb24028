/** Tells Lojal where the token of the customer is. */
if (document.currentScript?.dataset.signedIn) {
  window.lojal ||= [];
  window.lojal.push((lojal) =>
    lojal.configure({
      identity: async () => {
        const response = await fetch('/lojal-token', { method: 'POST' });
        return (response.ok && (await response.text())) || undefined;
      },
    }),
  );
}
