import { useCallback } from 'react';
import { useFormats } from '@/lib/formats/useFormats';
import { useTerm } from './catalogue';
import { parametersOf, type Wanted } from './wishes';

/** So many ways at most has a choice between ways, which is told only where it is not the usual one. */
const mostWays = 3;

/** The name of an indicator with what tells it from another of its kind: the values it was set to. */
export function useIndicatorName() {
  const term = useTerm();
  const formats = useFormats();
  return useCallback(
    ({ info, chosen }: Wanted) => {
      const told = parametersOf(info, chosen.parameters).filter(
        ({ parameter, value }) => parameter.maximum > mostWays || value !== parameter.default,
      );
      const values = told.map(({ value }) => formats.quantity(value, 6)).join(' · ');
      return values === '' ? term(info.name) : `${term(info.name)} ${values}`;
    },
    [term, formats],
  );
}
