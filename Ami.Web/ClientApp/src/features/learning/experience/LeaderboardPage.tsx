import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { DataTable } from '@/components/DataTable';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import { useChoiceParam } from '@/lib/urlState';
import { lastMonday } from '../domain/week';
import { boardKey, leave, useBoard, usePlayer, type Board, type BoardLine, type Player } from './api';
import classes from './Experience.module.css';
import { FriendsPanel } from './FriendsPanel';
import { JoinForm } from './JoinForm';
import './texts';

const weeks = ['now', 'last'] as const;
const amongs = ['all', 'friends'] as const;

function TakingPart({ player }: { player: Player }) {
  const { t } = useTranslation('experience');
  const [open, setOpen] = useState<'name' | 'leave' | null>(null);
  const close = () => setOpen(null);
  if (player.name === null)
    return (
      <Panel title={t('board.joinTitle')}>
        <JoinForm name="" lead={t('board.join')} submit={t('board.submit')} />
      </Panel>
    );
  return (
    <Panel>
      {open === 'name' ? (
        <JoinForm name={player.name} submit={t('board.rename')} onDone={close} />
      ) : (
        <Group justify="space-between" gap="sm">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('board.you', { name: player.name })}
          </Text>
          <Group gap="xs">
            <Button variant="default" size="xs" onClick={() => setOpen('name')}>
              {t('board.rename')}
            </Button>
            <Button variant="default" size="xs" onClick={() => setOpen('leave')}>
              {t('board.leave')}
            </Button>
          </Group>
        </Group>
      )}
      {open === 'leave' && (
        <ActDialog
          title={t('board.leaveTitle')}
          lead={t('board.leaveLead')}
          submit={t('board.leave')}
          done={t('board.left')}
          danger
          act={leave}
          refresh={[boardKey]}
          onClose={close}
        />
      )}
    </Panel>
  );
}

function Lines({ board }: { board: Board }) {
  const { t } = useTranslation('experience');
  const formats = useFormats();
  const { lines, mine } = board;
  if (lines.length === 0 && mine === null)
    return <EmptyState icon="account" title={t('board.empty')} hint={t('board.emptyHint')} />;
  const behind = mine !== null && !lines.some((line) => line.isMe);
  const row = (line: BoardLine, index: number) => (
    <Table.Tr key={index} className={line.isMe ? classes.me : undefined}>
      <Table.Td>{line.rank === null ? '—' : formats.integer(line.rank)}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {line.isMe ? `${line.name} (${t('board.me')})` : line.name}
      </Table.Td>
      <Table.Td ta="right">{t('points', { points: formats.integer(line.points) })}</Table.Td>
    </Table.Tr>
  );
  return (
    <DataTable label={t('board.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('board.rank')}</Table.Th>
          <Table.Th>{t('board.who')}</Table.Th>
          <Table.Th ta="right">{t('rules.points')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(row)}
        {behind && row(mine, lines.length)}
      </Table.Tbody>
    </DataTable>
  );
}

function WeekBoard() {
  const { t } = useTranslation('experience');
  const [week, setWeek] = useChoiceParam('week', weeks, 'now');
  const [among, setAmong] = useChoiceParam('among', amongs, 'all');
  const board = useBoard(week === 'now' ? null : lastMonday(new Date()), among);
  return (
    <Panel
      title={t('board.title')}
      actions={
        <div className={classes.tools}>
          <NativeSelect
            size="xs"
            aria-label={t('board.week')}
            data={weeks.map((value) => ({ value, label: t(`board.weeks.${value}`) }))}
            value={week}
            onChange={(event) => setWeek(event.currentTarget.value as typeof week)}
          />
          <NativeSelect
            size="xs"
            aria-label={t('board.among')}
            data={amongs.map((value) => ({ value, label: t(`board.amongs.${value}`) }))}
            value={among}
            onChange={(event) => setAmong(event.currentTarget.value as typeof among)}
          />
        </div>
      }
      flush
    >
      <QueryView query={board}>{(found) => <Lines board={found} />}</QueryView>
    </Panel>
  );
}

/** What those earned in a week who want to be compared, and taking part. */
export function LeaderboardPage() {
  const { t } = useTranslation('experience');
  return (
    <Page
      title={t('board.title')}
      lead={t('board.lead')}
      actions={
        <Button component={Link} to="/progress" variant="default">
          {t('title')}
        </Button>
      }
    >
      <QueryView query={usePlayer()} skeleton={<RowsSkeleton rows={10} height={40} />}>
        {(player) => (
          <Stack gap="md">
            <TakingPart player={player} />
            <WeekBoard />
            {player.code !== null && <FriendsPanel code={player.code} />}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

export { LeaderboardPage as Component };
