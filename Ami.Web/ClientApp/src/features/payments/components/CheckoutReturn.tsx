import { Alert } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyPlan } from '../api/subscription';
import { hasArrived } from '../domain/standing';
import { useWords } from './useWords';

/** After so long it is said that nobody has to wait here. */
export const slowAfterMs = 45_000;

/** What became of the checkout that one comes back from. */
export function CheckoutReturn({ mine }: { mine: MyPlan | undefined }) {
  const { t } = useTranslation('payments');
  const words = useWords();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const arrived = hasArrived(mine);
  return (
    <Alert color="accent" role="status">
      {arrived && mine
        ? t('checkout.arrived', { plan: words.planName(mine.plan) })
        : t(isSlow ? 'checkout.slow' : 'checkout.waiting')}
    </Alert>
  );
}
