const all = new Set<() => unknown>();

/**
 * Returns a function that gives a validator, compiled at the first call: to compile a schema takes longer than to answer a hundred
 * requests.
 */
export function compileLater<Validator>(compile: () => Validator): () => Validator {
  let compiled: Validator | undefined;
  const get = () => {
    compiled ??= compile();
    return compiled;
  };
  all.add(get);
  return get;
}

/**
 * Compiles all schemas now. For runtimes that generate code only while a program starts, such as workerd: call it at the top of the
 * program.
 */
export function compileSchemas(): void {
  for (const get of all) get();
}
