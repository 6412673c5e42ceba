import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Popover.css';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import type { AdminColumn } from './types';

type Props<T> = {
  columns: readonly AdminColumn<T>[];
  shown: readonly AdminColumn<T>[];
  onToggle: (key: string) => void;
};

export function ColumnPicker<T>({ columns, shown, onToggle }: Props<T>) {
  const { t } = useTranslation('table');
  return (
    <Popover position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon name="table" size={16} />}>
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns')}>
        <Stack gap={10}>
          {columns.slice(1).map((column) => (
            <Checkbox
              key={column.key}
              label={column.label}
              checked={shown.includes(column)}
              onChange={() => onToggle(column.key)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
