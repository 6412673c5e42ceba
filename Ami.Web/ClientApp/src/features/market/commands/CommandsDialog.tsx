import { Kbd, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Dialog } from '@/components/Dialog';
import { Icon } from '@/components/Icon';
import { Table } from '@/components/Table';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useCatalogue } from '../indicators/catalogue';
import { groups, type Command } from './command';
import classes from './CommandsDialog.module.css';
import { labelsOf } from './keys';
import { commandsOf } from './registry';
import './texts';
import { searchedBy, titleOf } from './words';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every function of the workspace with its key, from the registry. */
export default function CommandsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['commands', 'market']);
  const language = useLanguage();
  const all = commandsOf(useCatalogue(opened).data ?? []);
  const [typed, setTyped] = useState('');
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const found = all.filter((command) => {
    const text = plain(searchedBy(command));
    return words.every((word) => text.includes(word));
  });
  const row = (command: Command) => (
    <Table.Tr key={command.id} data-command={command.id}>
      <Table.Td>{titleOf(command, language)}</Table.Td>
      <Table.Td ta="right">
        {command.keys[0] !== undefined &&
          labelsOf(command.keys[0]).map((label) => (
            <Kbd key={label} ml={4}>
              {label}
            </Kbd>
          ))}
      </Table.Td>
    </Table.Tr>
  );
  return (
    <Dialog opened={opened} onClose={onClose} title={t('chart.keys', { ns: 'market' })}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('note')}
      </Text>
      <TextInput
        data-autofocus
        type="search"
        size="xs"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={15} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Text size="sm" role="status">
        {found.length === 0 && t('nothing')}
      </Text>
      {groups.map((group) => {
        const rows = found.filter((command) => command.group === group);
        if (rows.length === 0) return null;
        return (
          <section key={group} className={classes.group}>
            <Title order={3} size="h6">
              {t(`group.${group}`)}
            </Title>
            <DataTable label={t(`group.${group}`)}>
              <Table.Tbody>{rows.map(row)}</Table.Tbody>
            </DataTable>
          </section>
        );
      })}
    </Dialog>
  );
}
