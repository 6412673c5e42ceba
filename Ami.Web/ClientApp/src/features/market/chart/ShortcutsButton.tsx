import { Kbd, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Dialog } from '@/components/Dialog';
import { IconButton } from '@/components/IconButton';
import { Table } from '@/components/Table';

const shortcuts = [
  { keys: ['←', '→'], text: 'pan' },
  { keys: ['+', '−'], text: 'zoom' },
  { keys: ['Home', 'End'], text: 'jump' },
  { keys: ['1', '…', '8'], text: 'interval' },
  { keys: ['T'], text: 'table' },
  { keys: ['B', 'S'], text: 'order' },
  { keys: ['Alt', 'T', '…'], text: 'draw' },
  { keys: ['←', '↑', '→', '↓', 'Enter'], text: 'place' },
  { keys: ['Tab'], text: 'drawing' },
  { keys: ['←', '↑', '→', '↓', 'Shift'], text: 'move' },
  { keys: ['Enter'], text: 'style' },
  { keys: ['Delete'], text: 'delete' },
  { keys: ['Ctrl', 'Z'], text: 'undo' },
  { keys: ['Ctrl', 'Shift', 'Z'], text: 'redo' },
  { keys: ['Esc'], text: 'leave' },
] as const;

export function ShortcutsButton() {
  const { t } = useTranslation('market');
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <IconButton icon="keyboard" label={t('chart.keys')} onClick={open} />
      <Dialog opened={opened} onClose={close} title={t('chart.keys')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('chart.shortcut.note')}
        </Text>
        <DataTable label={t('chart.keys')}>
          <Table.Tbody>
            {shortcuts.map(({ keys, text }) => (
              <Table.Tr key={text}>
                <Table.Td>
                  {keys.map((key) => (
                    <Kbd key={key} mr={4}>
                      {key}
                    </Kbd>
                  ))}
                </Table.Td>
                <Table.Td>{t(`chart.shortcut.${text}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      </Dialog>
    </>
  );
}
