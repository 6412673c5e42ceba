import { ActionIcon, Kbd, Table, Text } from '@mantine/core';
import '@mantine/core/styles/ActionIcon.css';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Icon } from '@/components/Icon';

const shortcuts = [
  { keys: ['←', '→'], text: 'pan' },
  { keys: ['+', '−'], text: 'zoom' },
  { keys: ['Home', 'End'], text: 'jump' },
  { keys: ['1', '…', '6'], text: 'interval' },
  { keys: ['T'], text: 'table' },
  { keys: ['B', 'S'], text: 'order' },
] as const;

export function ShortcutsButton() {
  const { t } = useTranslation('market');
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('chart.keys')} onClick={open}>
        <Icon name="keyboard" size={17} />
      </ActionIcon>
      <Dialog opened={opened} onClose={close} title={t('chart.keys')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('chart.shortcut.note')}
        </Text>
        <Table>
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
        </Table>
      </Dialog>
    </>
  );
}
