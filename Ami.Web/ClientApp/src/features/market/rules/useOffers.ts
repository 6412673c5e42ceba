import { useMemo } from 'react';
import { useCatalogue, type IndicatorInfo } from '../indicators/catalogue';
import { offersOf } from './offers';
import './texts';

const nothing: readonly IndicatorInfo[] = [];

/** What the form and the list of words offer. */
export function useOffers() {
  const catalogue = useCatalogue(true).data ?? nothing;
  return useMemo(() => offersOf(catalogue), [catalogue]);
}
