/**
 * Changes one thing after the other, each in a transaction of its own. One that fails does not keep the others waiting.
 *
 * @returns the sum of what the changes return
 * @throws the first error, after all others were tried
 */
export async function changeEach<Item>(
  items: readonly Item[],
  change: (item: Item) => Promise<number>,
): Promise<number> {
  let changed = 0;
  const errors: unknown[] = [];
  for (const item of items)
    try {
      changed += await change(item);
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0) throw errors[0];
  return changed;
}
