import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account } from '../api/types';
import '../texts';

type Props = { accounts: readonly Account[]; account: Account | undefined; onSelect: (id: string) => void };

export function AccountSelect({ accounts, account, onSelect }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  return (
    <NativeSelect
      aria-label={t('account.label')}
      data={accounts.map(({ id, name, equity, currency }) => ({
        value: id,
        label: `${name} · ${formats.money(equity, currency)}`,
      }))}
      value={account?.id ?? ''}
      onChange={(event) => onSelect(event.currentTarget.value)}
    />
  );
}
