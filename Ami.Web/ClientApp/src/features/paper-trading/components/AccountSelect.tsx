import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Account } from '../api/types';
import '../texts';

type Props = { accounts: readonly Account[]; account: Account | undefined; onSelect: (id: string) => void };

export function AccountSelect({ accounts, account, onSelect }: Props) {
  const { t } = useTranslation('paperTrading');
  return (
    <NativeSelect
      aria-label={t('account.label')}
      data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
      value={account?.id ?? ''}
      onChange={(event) => onSelect(event.currentTarget.value)}
    />
  );
}
