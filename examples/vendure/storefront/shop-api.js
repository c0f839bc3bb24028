/** Asks Vendure's Shop API. Throws an error with the shop's own words. */
export async function shop(query, variables = {}) {
  const response = await fetch('/shop-api', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  const failed = Object.values(data).find((value) => value?.errorCode);
  if (failed) throw new Error(failed.message);
  return data;
}

/** The fields of an error, in each query that changes something. */
export const ERROR = '... on ErrorResult { errorCode message }';
