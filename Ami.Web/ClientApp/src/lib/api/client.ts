import createClient from 'openapi-fetch';
import { confirmation } from '@/lib/auth/confirmation';
import { session } from '@/lib/auth/session';
import { ApiError, errorFrom } from './errors';
import { quotaPause } from './quotaPause';
import type { paths } from './schema';

const timeoutMs = 20_000;

/**
 * Typed by the committed OpenAPI document; adds the access token and renews it once when the server answers 401. Where the
 * server wants to know again who this is, it asks the person and repeats the request.
 */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: (request) => sessionFetch(request, timeoutMs),
});

/** The same for what is no typed call, such as a download; without a limit it may take as long as it takes. */
export async function sessionFetch(request: Request, limitMs?: number): Promise<Response> {
  const confirmed = request.clone();
  const response = await signedFetch(request, limitMs);
  if (response.status !== 403 || !(await wantsConfirmation(response))) return response;
  return (await confirmation.ask()) ? signedFetch(confirmed, limitMs) : response;
}

async function wantsConfirmation(response: Response): Promise<boolean> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return errorFrom(response, body).code === 'auth.confirmation_required';
}

async function signedFetch(request: Request, limitMs?: number): Promise<Response> {
  const again = request.clone();
  const token = await session.accessToken();
  const response = await send(request, token, limitMs);
  if (response.status !== 401 || token === null) return response;
  const renewed = await session.renew(token);
  return renewed === null ? response : send(again, renewed, limitMs);
}

async function send(request: Request, token: string | null, limitMs?: number): Promise<Response> {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(request, {
      signal: limitMs ? AbortSignal.any([request.signal, AbortSignal.timeout(limitMs)]) : request.signal,
    });
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new ApiError(0, 'network', 'No answer from the server.');
  }
}

type Answer = { data?: unknown; error?: unknown; response: Response };

/** The body of a successful answer; anything else throws `ApiError`. */
export async function unwrap<T extends Answer>(answer: Promise<T>): Promise<NonNullable<T['data']>> {
  const { data, error, response } = await answer;
  if (!response.ok) {
    const refusal = errorFrom(response, error);
    quotaPause.notice(refusal);
    throw refusal;
  }
  return data as NonNullable<T['data']>;
}
