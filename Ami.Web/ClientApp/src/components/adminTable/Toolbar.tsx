import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './AdminTable.module.css';
import { SearchField } from './SearchField';
import type { AdminFilter } from './types';

type Props = {
  search?: string;
  typed: string;
  filters: readonly AdminFilter[];
  valueOf: (name: string) => string;
  onChange: (name: string, value: string) => void;
  children: ReactNode;
};

/** Search, filters, and what the table adds on the right. */
export function Toolbar({ search, typed, filters, valueOf, onChange, children }: Props) {
  const { t } = useTranslation('table');
  return (
    <div className={classes.toolbar} role="search">
      {search && <SearchField label={search} value={typed} onChange={(value) => onChange('q', value)} />}
      {filters.map(({ name, label, options }) => (
        <NativeSelect
          key={name}
          aria-label={label}
          className={classes.filter}
          data={[{ value: '', label: t('all', { filter: label }) }, ...options]}
          value={valueOf(name)}
          onChange={(event) => onChange(name, event.currentTarget.value)}
        />
      ))}
      <div className={classes.actions}>{children}</div>
    </div>
  );
}
