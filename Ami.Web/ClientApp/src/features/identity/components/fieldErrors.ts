import { ApiError } from '@/lib/api/errors';

/** The server's messages per form field, first one each. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    Object.entries(error.fields).map(([field, messages]) => [field, messages[0] ?? '']),
  );
}
