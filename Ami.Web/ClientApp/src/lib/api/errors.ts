/** Too much was asked of the server at that moment: it refused before it did anything. */
const refusedAtTheDoor = 'server.busy';

/** A refusal of the API, or code `network` when no answer came. `fields` holds messages per form field (camelCase names). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Readonly<Record<string, string[]>>;
  readonly traceId: string | null;
  /** Seconds after which the server asks to try again, when it said so. */
  readonly retryAfter: number | null;
  /** What else the problem said, by name; fills the gaps in its text. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    message: string,
    rest: {
      fields?: Record<string, string[]>;
      traceId?: string | null;
      retryAfter?: number | null;
      details?: Record<string, unknown>;
    } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.fields = rest.fields ?? {};
    this.traceId = rest.traceId ?? null;
    this.retryAfter = rest.retryAfter ?? null;
    this.details = rest.details ?? {};
  }

  /** Worth another attempt later, with the same idempotency key where there is one. */
  get isTransient() {
    return this.hasUnknownEffect || this.status === 429 || this.code === refusedAtTheDoor;
  }

  /** Nothing is known about the effect of the request. */
  get hasUnknownEffect() {
    return (this.status === 0 || this.status >= 500) && this.code !== refusedAtTheDoor;
  }
}

type Problem = {
  code?: unknown;
  title?: unknown;
  detail?: unknown;
  traceId?: unknown;
  errors?: unknown;
};

/** Reads an RFC 9457 problem; an answer that is none (a proxy's page) becomes code `http.<status>`. */
export function errorFrom(response: Response, body: unknown): ApiError {
  const problem: Problem = typeof body === 'object' && body !== null ? body : {};
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const after = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ApiError(
    response.status,
    text(problem.code) ?? `http.${response.status}`,
    text(problem.detail) ?? text(problem.title) ?? response.statusText,
    {
      fields: fieldMessages(problem.errors),
      traceId: text(problem.traceId),
      retryAfter: Number.isFinite(after) ? after : null,
      details: { ...problem },
    },
  );
}

function fieldMessages(errors: unknown): Record<string, string[]> {
  if (typeof errors !== 'object' || errors === null) return {};
  const entries = Object.entries(errors).map(([name, messages]): [string, string[]] => [
    name,
    (Array.isArray(messages) ? messages : [messages]).filter((m): m is string => typeof m === 'string'),
  ]);
  return Object.fromEntries(entries.filter(([, messages]) => messages.length > 0));
}
