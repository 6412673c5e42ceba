/** The same function, remembering what it answered: what is painted in every frame says the same again and again. It forgets all after `most` answers. */
export function remembered<Values extends readonly (number | string)[]>(
  say: (...values: Values) => string,
  most = 2000,
): (...values: Values) => string {
  const said = new Map<string, string>();
  return (...values) => {
    const key = values.join('\n');
    const before = said.get(key);
    if (before !== undefined) return before;
    if (said.size >= most) said.clear();
    const words = say(...values);
    said.set(key, words);
    return words;
  };
}
