import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActionName } from '@/components/auditActions/useActionName';
import { DataTable } from '@/components/DataTable';
import { Facts } from '@/components/Facts';
import { Panel } from '@/components/Panel';
import { Table } from '@/components/Table';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import type { UserDetail } from '../api/user';
import { factNames } from './vocabulary';

export function SessionsPanel({ user }: { user: UserDetail }) {
  const { t } = useTranslation('adminUsers');
  const formats = useFormats();
  return (
    <Panel title={t('sessions.title')} flush>
      {user.sessions.length === 0 ? (
        <EmptyState icon="monitor" title={t('sessions.none')} />
      ) : (
        <DataTable label={t('sessions.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('sessions.device')}</Table.Th>
              <Table.Th>{t('sessions.address')}</Table.Th>
              <Table.Th>{t('sessions.since')}</Table.Th>
              <Table.Th>{t('sessions.lastUsed')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {user.sessions.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{one.device}</Table.Td>
                <Table.Td>{one.address ?? t('noValue', { ns: 'common' })}</Table.Td>
                <Table.Td>{formats.tableTime(one.createdAt, false)}</Table.Td>
                <Table.Td>{formats.tableTime(one.lastUsedAt, false)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      )}
    </Panel>
  );
}

export function ActsPanel({ user }: { user: UserDetail }) {
  const { t } = useTranslation('adminUsers');
  const formats = useFormats();
  const actionName = useActionName();
  return (
    <Panel title={t('recent.title')} flush>
      {user.recent.length === 0 ? (
        <EmptyState icon="clock" title={t('recent.none')} />
      ) : (
        <DataTable label={t('recent.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('recent.at')}</Table.Th>
              <Table.Th>{t('recent.action')}</Table.Th>
              <Table.Th>{t('recent.by')}</Table.Th>
              <Table.Th>{t('sessions.address')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {user.recent.map((act) => (
              <Table.Tr key={act.id}>
                <Table.Td>{formats.tableTime(act.at)}</Table.Td>
                <Table.Td>
                  {actionName(act.action)}
                  {!act.succeeded && (
                    <Text span size="xs" c="dimmed">
                      {' '}
                      {t('recent.refused')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{t(act.byThemselves ? 'recent.themselves' : 'recent.others')}</Table.Td>
                <Table.Td>{act.address ?? t('noValue', { ns: 'common' })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      )}
    </Panel>
  );
}

export function AccountPanel({ user }: { user: UserDetail }) {
  const { t } = useTranslation('adminUsers');
  const formats = useFormats();
  const known = user.facts.flatMap(({ name, value }) => {
    const fact = factNames.find((one) => one === name);
    return fact ? [[t(`fact.${fact}`), formats.integer(value)] as const] : [];
  });
  return (
    <Panel title={t('account.title')}>
      <Facts
        items={[
          [t('account.emailConfirmed'), t(user.emailConfirmed ? 'yes' : 'no')],
          [t('account.password'), t(user.hasPassword ? 'yes' : 'no')],
          [t('account.providers'), user.providers.join(', ') || t('noValue', { ns: 'common' })],
          [t('column.twoFactor'), t(user.account.twoFactorEnabled ? 'yes' : 'no')],
          [t('column.language'), t(`language.${user.account.language}`)],
          [t('account.timeZone'), user.timeZone],
          ...known,
          [
            t('account.id'),
            <Text key="id" span size="xs" ff="monospace">
              {user.account.id}
            </Text>,
          ],
        ]}
      />
    </Panel>
  );
}
