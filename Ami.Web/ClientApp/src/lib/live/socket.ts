import { backoff } from './backoff';

export type LinkState = 'connecting' | 'live' | 'reconnecting' | 'closed';

export type SocketOptions = {
  /** Path and query on this site. */
  path: string;
  /** `refused` is the token of an attempt that never opened: the server may no longer accept it. */
  token: (refused: string | null) => Promise<string | null>;
  onMessage: (message: { type: string }) => void;
  onState?: (state: LinkState) => void;
  WebSocket?: new (url: string, protocols: string[]) => WebSocket;
};

/** The server sends something at least every 5 s; three missed beats mean a dead line that TCP has not noticed yet. */
const silenceMs = 15_000;
const steadyMs = 5_000;

/** A WebSocket that comes back by itself: back-off with jitter, at once when the browser is online or visible again. */
export function openSocket(options: SocketOptions) {
  const Socket = options.WebSocket ?? WebSocket;
  let socket: WebSocket | null = null;
  let state: LinkState = 'connecting';
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let steady: ReturnType<typeof setTimeout> | undefined;
  let opening = false;
  let refused: string | null = null;

  function enter(next: LinkState) {
    if (state === next) return;
    state = next;
    options.onState?.(next);
  }

  function listen() {
    clearTimeout(silence);
    silence = setTimeout(lost, silenceMs);
  }

  function release() {
    clearTimeout(silence);
    clearTimeout(steady);
    const old = socket;
    socket = null;
    if (!old) return;
    old.onopen = old.onmessage = old.onclose = old.onerror = null;
    old.close();
  }

  function lost() {
    release();
    if (state === 'closed') return;
    enter('reconnecting');
    clearTimeout(retry);
    retry = setTimeout(() => void connect(), backoff(attempt++));
  }

  async function connect() {
    clearTimeout(retry);
    if (opening || socket || state === 'closed') return;
    opening = true;
    const token = await options.token(refused).catch(() => null);
    opening = false;
    if (isClosed()) return;
    if (token === null) return lost();
    const url = new URL(options.path, globalThis.location.origin);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const opened = new Socket(url.href, ['ami.v1', `bearer.${token}`]);
    socket = opened;
    refused = token;
    listen();
    opened.onopen = () => {
      refused = null;
      listen();
      steady = setTimeout(() => (attempt = 0), steadyMs);
      enter('live');
    };
    opened.onmessage = (event: MessageEvent<unknown>) => {
      listen();
      const message = parse(event.data);
      if (message) options.onMessage(message);
    };
    opened.onclose = lost;
  }

  const isClosed = () => state === 'closed';
  const hurry = () => {
    if (state === 'reconnecting' && document.visibilityState === 'visible') {
      attempt = Math.min(attempt, 1);
      void connect();
    }
  };
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', hurry);
  void connect();

  return {
    close() {
      enter('closed');
      clearTimeout(retry);
      release();
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
    },
  };
}

function parse(data: unknown): { type: string } | null {
  if (typeof data !== 'string') return null;
  try {
    const message: unknown = JSON.parse(data);
    const typed = typeof message === 'object' && message !== null && 'type' in message;
    return typed && typeof message.type === 'string' ? (message as { type: string }) : null;
  } catch {
    return null;
  }
}
