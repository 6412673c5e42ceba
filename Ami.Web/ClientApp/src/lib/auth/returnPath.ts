/** Where to go after signing in: only a path of this site; anything else (other origins, `//host`, schemes) leads home. */
export function safeReturnPath(
  value: string | null | undefined,
  origin = globalThis.location.origin,
): string {
  if (!value || !value.startsWith('/')) return '/';
  try {
    const url = new URL(value, origin);
    return url.origin === origin ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}
