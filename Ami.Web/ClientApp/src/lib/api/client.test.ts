import { beforeEach, describe, expect, it, vi } from 'vitest';
import { confirmation } from '@/lib/auth/confirmation';
import { session } from '@/lib/auth/session';
import { api, unwrap } from './client';
import { ApiError } from './errors';

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

const serve = (...answers: (() => Response | Promise<Response>)[]) => {
  const fetch = vi.fn(async () => {
    const next = answers.shift();
    if (!next) throw new Error('No more answers');
    return next();
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

describe('api client', () => {
  beforeEach(() => vi.spyOn(session, 'accessToken').mockResolvedValue('old'));

  it('renews a refused token once and repeats the request with its body', async () => {
    vi.spyOn(session, 'renew').mockResolvedValue('new');
    const bodies: string[] = [];
    const tokens: (string | null)[] = [];
    const fetch = vi.fn(async (request: Request) => {
      tokens.push(request.headers.get('Authorization'));
      bodies.push(await request.clone().text());
      return json(bodies.length === 1 ? 401 : 200, {});
    });
    vi.stubGlobal('fetch', fetch);

    await unwrap(api.PATCH('/api/me', { body: { displayName: 'Ana' } }));

    expect(bodies).toEqual(['{"displayName":"Ana"}', '{"displayName":"Ana"}']);
    expect(tokens).toEqual(['Bearer old', 'Bearer new']);
  });

  it('does not loop when the new token is refused too', async () => {
    vi.spyOn(session, 'renew').mockResolvedValue('new');
    const fetch = serve(
      () => json(401, { code: 'auth.required' }),
      () => json(401, { code: 'auth.required' }),
    );
    await expect(unwrap(api.GET('/api/me'))).rejects.toMatchObject({ status: 401, code: 'auth.required' });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('asks the person to confirm who they are, once for all waiting requests, and repeats them', async () => {
    const needed = () => json(403, { code: 'auth.confirmation_required' });
    const fetch = serve(
      needed,
      needed,
      () => json(200, { n: 1 }),
      () => json(200, { n: 2 }),
    );
    const asked = vi.fn();
    const unsubscribe = confirmation.subscribe(() => confirmation.isAsked && asked());

    const answers = Promise.all([
      unwrap(api.PATCH('/api/me', { body: { displayName: 'Ana' } })),
      unwrap(api.PATCH('/api/me', { body: { displayName: 'Eva' } })),
    ]);
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
    await vi.waitFor(() => expect(confirmation.isAsked).toBe(true));
    confirmation.settle(true);

    expect((await answers).length).toBe(2);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(fetch).toHaveBeenCalledTimes(4);
    unsubscribe();
  });

  it('gives the refusal to the caller when the person does not confirm', async () => {
    const fetch = serve(() => json(403, { code: 'auth.confirmation_required' }));
    const answer = unwrap(api.GET('/api/me')).catch((caught: unknown) => caught);
    await vi.waitFor(() => expect(confirmation.isAsked).toBe(true));
    confirmation.settle(false);
    expect(await answer).toMatchObject({ code: 'auth.confirmation_required' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('reads problem details with field messages, trace and Retry-After', async () => {
    serve(() =>
      json(
        429,
        { code: 'auth.locked_out', detail: 'Wait.', traceId: 't1', errors: { email: ['Taken.'] } },
        { 'Retry-After': '30' },
      ),
    );
    const error = await unwrap(api.GET('/api/me')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'auth.locked_out', message: 'Wait.', traceId: 't1', retryAfter: 30 });
    expect((error as ApiError).fields).toEqual({ email: ['Taken.'] });
  });

  it('turns an absent server into a transient error', async () => {
    serve(() => Promise.reject(new TypeError('failed to fetch')));
    const error = await unwrap(api.GET('/api/me')).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 0, code: 'network', isTransient: true });
  });
});
