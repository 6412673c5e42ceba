import { Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Dialog } from '@/components/Dialog';
import { Table } from '@/components/Table';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import type { Board } from './board';
import { pricesOf } from './describe';
import classes from './DrawingsDialog.module.css';
import { EditPoints } from './EditPoints';
import { icons } from './icons';
import type { Drawing } from './kinds';
import { ToolButton } from './ToolButton';
import { useBoard } from './useBoard';

type Props = {
  board: Board;
  symbol: string;
  digits: number;
  opened: boolean;
  /** The drawing whose prices and times are edited. */
  editing: string | null;
  onEdit: (id: string | null) => void;
  onClose: () => void;
};

type RowProps = Pick<Props, 'board' | 'digits' | 'onEdit' | 'onClose'> & { drawing: Drawing };

function Row({ board, drawing, digits, onEdit, onClose }: RowProps) {
  const { t } = useTranslation('drawings');
  const formats = useFormats();
  const { id, kind, text, isLocked, isHidden } = drawing;
  const name = text && kind === 'text' ? `${t('kind.text')} “${text}”` : t(`kind.${kind}`);
  const prices = pricesOf(drawing, formats, digits);
  const called = { name: `${name}, ${prices}` };
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton
          className={classes.name}
          onClick={() => {
            board.select(id);
            onClose();
          }}
        >
          {name}
        </UnstyledButton>{' '}
        {isLocked && <Tag>{t('state.locked')}</Tag>} {isHidden && <Tag>{t('state.hidden')}</Tag>}
      </Table.Td>
      <Table.Td>{prices}</Table.Td>
      <Table.Td>
        <div className={classes.actions}>
          <ToolButton
            icon={icons.edit}
            label={t('act.edit', called)}
            disabled={isLocked}
            onClick={() => onEdit(id)}
          />
          <ToolButton
            icon={isLocked ? icons.lock : icons.unlock}
            label={t(isLocked ? 'act.unlock' : 'act.lock', called)}
            onClick={() => board.change({ ...drawing, isLocked: !isLocked })}
          />
          <ToolButton
            icon={isHidden ? icons.eyeOff : icons.eye}
            label={t(isHidden ? 'act.show' : 'act.hide', called)}
            onClick={() => board.change({ ...drawing, isHidden: !isHidden })}
          />
          <ToolButton
            icon={icons.trash}
            label={t('act.delete', called)}
            disabled={isLocked}
            onClick={() => board.remove([id])}
          />
        </div>
      </Table.Td>
    </Table.Tr>
  );
}

const listed = ['drawings', 'canUndo'] as const;

/** All drawings of a symbol as a table: what a pointer does on the chart can be done here. */
export function DrawingsDialog({ board, symbol, digits, opened, editing, onEdit, onClose }: Props) {
  const { t } = useTranslation('drawings');
  const { drawings, canUndo } = useBoard(board, listed);
  const edited = board.find(editing);
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={edited ? t('act.edit', { name: t(`kind.${edited.kind}`) }) : t('title', { symbol })}
    >
      {edited ? (
        <EditPoints
          key={edited.id}
          drawing={edited}
          digits={digits}
          onCancel={() => onEdit(null)}
          onApply={(points) => {
            board.change({ ...edited, points });
            onEdit(null);
          }}
        />
      ) : drawings.length === 0 ? (
        <>
          <Text size="sm">{t('empty')}</Text>
          {canUndo && (
            <Button mt="sm" size="xs" variant="default" onClick={board.undo}>
              {t('undo')}
            </Button>
          )}
        </>
      ) : (
        <>
          <DataTable label={t('title', { symbol })}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('column.name')}</Table.Th>
                <Table.Th>{t('column.prices')}</Table.Th>
                <Table.Th>{t('column.actions')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {drawings.map((drawing) => (
                <Row key={drawing.id} {...{ board, drawing, digits, onEdit, onClose }} />
              ))}
            </Table.Tbody>
          </DataTable>
          <Group justify="end" mt="sm">
            <Button size="xs" variant="default" disabled={!canUndo} onClick={board.undo}>
              {t('undo')}
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() => board.remove(drawings.filter(({ isLocked }) => !isLocked).map(({ id }) => id))}
            >
              {t('deleteAll')}
            </Button>
          </Group>
        </>
      )}
    </Dialog>
  );
}
