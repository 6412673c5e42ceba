import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useLanguage } from '@/lib/i18n/useLanguage';

export type IndicatorInfo = components['schemas']['IndicatorInfo'];
export type Term = components['schemas']['Term'];

export const indicatorsQuery = queryOptions({
  queryKey: ['market', 'indicators'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/trading/indicators', { signal })),
  // It changes with a release and not before.
  staleTime: Infinity,
});

/** All indicators there are; asked for only where one is shown or chosen. */
export const useCatalogue = (enabled: boolean) => useQuery({ ...indicatorsQuery, enabled });

/** Reads the names of the catalogue, which come in both languages. */
export function useTerm() {
  const language = useLanguage();
  return useCallback((term: Term) => (language === 'es' ? term.spanish : term.english), [language]);
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose name, in either language, or id has all the words. */
export function findIndicators(all: readonly IndicatorInfo[], typed: string): IndicatorInfo[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return all.filter((info) => {
    const text = plain(`${info.id} ${info.name.english} ${info.name.spanish}`);
    return words.every((word) => text.includes(word));
  });
}

/** Outputs that are drawn; the others are states such as a direction. */
export const drawnOutputs = (info: IndicatorInfo) =>
  info.outputs.flatMap((output, index) => (output.style === 'hidden' ? [] : [{ output, index }]));
