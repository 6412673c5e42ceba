import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { AmountInput } from '@/components/AmountInput';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { SimulatedBadge } from '@/components/SimulatedBadge';
import { Stat, Stats } from '@/components/Stat';
import { useAttempt } from '@/lib/api/useAttempt';
import { usePractice, walletActs, walletKey } from '../api/wallet';
import { useMoneyField } from './useMoneyField';

type Practice = NonNullable<ReturnType<typeof usePractice>['data']>;
type Props = { practice: Practice; onClose: () => void };

const currency = 'USD';
const cent = 0.01;

function TopUpDialog({ practice, onClose }: Props) {
  const { t } = useTranslation('wallet');
  const attempt = useAttempt();
  const field = useMoneyField(currency, cent, practice.most - practice.balance);
  return (
    <ActDialog
      title={t('practice.topUpTitle')}
      lead={t('practice.topUpLead', { most: field.money(practice.most) })}
      submit={t('practice.topUp')}
      done={t('practice.topUpDone')}
      ready={field.amount !== null}
      act={() => attempt.run(field.amount, (key) => walletActs.topUp(key, field.amount ?? 0))}
      refresh={[walletKey]}
      onClose={onClose}
    >
      <AmountInput
        label={t('amount', { currency })}
        value={field.typed}
        onChange={field.setTyped}
        error={field.error}
        data-autofocus
      />
    </ActDialog>
  );
}

function ResetDialog({ practice, onClose }: Props) {
  const { t } = useTranslation('wallet');
  const attempt = useAttempt();
  const { money } = useMoneyField(currency, 0, 0);
  return (
    <ActDialog
      title={t('practice.resetTitle')}
      lead={t('practice.resetLead', { grant: money(practice.grant) })}
      submit={t('practice.reset')}
      done={t('practice.resetDone')}
      danger
      act={() => attempt.run('reset', walletActs.reset)}
      refresh={[walletKey]}
      onClose={onClose}
    />
  );
}

/** The wallet of practice money: what is in it, more of it, and back to the beginning. */
export function PracticePanel() {
  const { t } = useTranslation('wallet');
  const query = usePractice();
  const { money } = useMoneyField(currency, 0, 0);
  const [dialog, setDialog] = useState<'topUp' | 'reset' | null>(null);
  const close = () => setDialog(null);
  return (
    <Panel title={t('realm.practice')} actions={<SimulatedBadge />}>
      <QueryView query={query}>
        {(practice) => (
          <Stack gap="md">
            <Text size="sm">{t('practice.lead')}</Text>
            <Stats>
              <Stat label={t('practice.balance')}>{money(practice.balance)}</Stat>
            </Stats>
            <Group gap="xs">
              <Button onClick={() => setDialog('topUp')}>{t('practice.topUp')}</Button>
              <Button variant="default" onClick={() => setDialog('reset')}>
                {t('practice.reset')}
              </Button>
            </Group>
            {dialog === 'topUp' && <TopUpDialog practice={practice} onClose={close} />}
            {dialog === 'reset' && <ResetDialog practice={practice} onClose={close} />}
          </Stack>
        )}
      </QueryView>
    </Panel>
  );
}
