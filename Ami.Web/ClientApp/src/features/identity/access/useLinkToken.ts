import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** Secrets of mailed links by page: kept while someone signs in on the way, gone with the tab. */
const kept = new Map<string, string>();

/** For a page that one is sent to without a mail. */
export const keepLinkToken = (pathname: string, token: string) => void kept.set(pathname, token);

/**
 * The secret behind the # of a mailed link, which no server sees. It is taken out of the address at once, so that it does not
 * stay in the history or on a screen that is shared.
 */
export function useLinkToken(): string {
  const { pathname, hash } = useLocation();
  const navigate = useNavigate();
  const given = new URLSearchParams(hash.slice(1)).get('token');
  const [token, setToken] = useState(given ?? kept.get(pathname) ?? '');
  // Another link of the same kind can be opened while this page is.
  if (given && given !== token) setToken(given);
  useEffect(() => {
    if (given) kept.set(pathname, given);
    if (hash) void navigate(pathname, { replace: true });
  }, [given, hash, navigate, pathname]);
  return token;
}
