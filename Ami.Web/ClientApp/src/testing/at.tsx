import type { ReactNode } from 'react';
import { QuotesContext, type Quotes } from '@/lib/live/quotes';

/** Where it is some time, and no prices come unless there is a quote. */
export function At({
  time,
  quote,
  children,
}: {
  time: string;
  quote?: ReturnType<Quotes['get']>;
  children: ReactNode;
}) {
  const quotes: Quotes = {
    now: () => Date.parse(time),
    get: () => quote,
    subscribe: () => () => undefined,
    want: () => () => undefined,
  };
  return <QuotesContext value={quotes}>{children}</QuotesContext>;
}
