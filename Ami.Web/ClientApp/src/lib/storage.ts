/** Local storage that never throws: closed or full storage means that nothing is remembered, and the app works without. */
export const storage = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key: string, value: string) {
    try {
      localStorage.setItem(key, value);
    } catch {
      return;
    }
  },
  remove(key: string) {
    try {
      localStorage.removeItem(key);
    } catch {
      return;
    }
  },
};
