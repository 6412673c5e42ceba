import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { later, whenIdle } from '@/components/later';
import { usePositions, useWorkingOrders } from '../api/parts';
import type { Account } from '../api/types';
import { useLivePositions } from '../api/useLivePositions';
import '../texts';

const CloseAllDialog = later(() => import('./CloseAllDialog'));
// What reduces a risk must not wait for its code when it is needed.
whenIdle(CloseAllDialog.load);

/** There while something is held or ordered. */
export function CloseAllButton({ account }: { account: Account | undefined }) {
  const { t } = useTranslation('paperTrading');
  const [asking, setAsking] = useState(false);
  const { live } = useLivePositions(account);
  const anything = (usePositions().data?.length ?? 0) + (useWorkingOrders().data?.length ?? 0) > 0;
  if (!account || !anything) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('positions.closeAll')}
      </Button>
      {asking && <CloseAllDialog account={account} positions={live} onClose={() => setAsking(false)} />}
    </>
  );
}
