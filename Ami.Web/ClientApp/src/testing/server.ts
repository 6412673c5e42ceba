import { vi } from 'vitest';

export type Call = { method: string; path: string; query: URLSearchParams; headers: Headers; body: unknown };
type Reply = { status: number; body?: unknown };

/** Answers `fetch` by "METHOD /path"; every request is kept. An unknown one fails the test with its name. */
export function serve(replies: Record<string, Reply | ((call: Call) => Reply)>) {
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.origin), init);
    const text = await request.clone().text();
    const { pathname: path, searchParams: query } = new URL(request.url);
    const call = {
      method: request.method,
      path,
      query,
      headers: request.headers,
      body: text === '' ? null : (JSON.parse(text) as unknown),
    };
    calls.push(call);
    const reply = replies[`${request.method} ${path}`];
    if (!reply) throw new Error(`No reply for ${request.method} ${path}`);
    const { status, body } = typeof reply === 'function' ? reply(call) : reply;
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });
  return calls;
}
