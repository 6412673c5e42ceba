import { useSyncExternalStore } from 'react';
import { session } from '@/lib/auth/session';
import { openSocket, type LinkState, type SocketOptions } from './socket';

const links = new Map<symbol, LinkState>();
const listeners = new Set<() => void>();
let worst: LinkState | 'idle' = 'idle';

function report(id: symbol, state: LinkState) {
  if (state === 'closed') links.delete(id);
  else links.set(id, state);
  const states = [...links.values()];
  worst = states.includes('reconnecting') ? 'reconnecting' : (states[0] ?? 'idle');
  listeners.forEach((listener) => listener());
}

/** Not more often: a server that is away refuses every attempt. */
const renewEveryMs = 60_000;
let renewedAt = 0;

/** A refused token may belong to a session that was ended elsewhere: renewing finds out, and signs out here if so. */
function token(refused: string | null) {
  if (refused === null || Date.now() - renewedAt < renewEveryMs) return session.accessToken();
  renewedAt = Date.now();
  return session.renew(refused);
}

/** A socket with the session's token whose state counts for the banner of the whole app. */
export function openLiveSocket(options: Omit<SocketOptions, 'token'>) {
  const id = Symbol(options.path);
  report(id, 'connecting');
  return openSocket({
    ...options,
    token,
    onState(state) {
      report(id, state);
      options.onState?.(state);
    },
  });
}

/** The worst state of all open sockets. */
export function useLinkState() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => worst,
  );
}
