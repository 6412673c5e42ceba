import { Alert } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Stat } from '@/components/Stat';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account, Position } from '../api/types';
import { marginOf } from '../domain/margin';
import '../texts/margin';

type Props = {
  /** At newer prices. */
  account: Account;
  stored: Account;
  live: readonly Position[];
};

/** How much of the margin is used, and how far it is from a liquidation. */
export function MarginStats({ account, stored, live }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { used, maintenance, level } = marginOf(account, stored, live);
  const money = (value: number) => formats.money(value, account.currency);
  return (
    <>
      <Stat label={t('margin.used')} hint={t('margin.maintenance', { amount: money(maintenance) })}>
        {money(used)}
      </Stat>
      <Stat
        label={t('margin.level')}
        hint={t('margin.levels', { call: formats.percent(stored.marginCallLevel ?? 1, 0) })}
      >
        {level === null ? t('margin.none') : formats.percent(level, 0)}
      </Stat>
    </>
  );
}

/** Stands there while little margin is left. */
export function MarginNotice(props: Props) {
  const { t } = useTranslation('paperTrading');
  return marginOf(props.account, props.stored, props.live).isLow ? (
    <Alert color="orange" role="status" title={t('margin.title')}>
      {t('margin.called')}
    </Alert>
  ) : null;
}
