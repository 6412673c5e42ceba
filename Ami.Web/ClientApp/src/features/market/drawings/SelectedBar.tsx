import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from './board';
import { canAlert } from '../alerts/start';
import { useDesk } from '../commands/desk';
import { icons } from './icons';
import type { Drawing } from './kinds';
import classes from './SelectedBar.module.css';
import { StylePanel } from './StylePanel';
import { ToolButton } from './ToolButton';

type Props = {
  board: Board;
  drawing: Drawing;
  dark: boolean;
  /** The words of a text are asked for. */
  writing: boolean;
  onEdit: (id: string) => void;
  /** Back to the chart. */
  onLeave: () => void;
};

/** What can be done with the selected drawing. */
export function SelectedBar({ board, drawing, dark, writing, onEdit, onLeave }: Props) {
  const { t } = useTranslation('drawings');
  const [opened, setOpened] = useState(writing);
  const bar = useRef<HTMLDivElement>(null);
  const name = t(`kind.${drawing.kind}`);
  const { isLocked, isHidden } = drawing;
  const { alerts } = useDesk();

  useEffect(() => {
    if (writing) bar.current?.querySelector('textarea')?.select();
  }, [writing]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (opened) setOpened(false);
    else onLeave();
  }

  return (
    <div ref={bar} className={classes.bar} role="group" aria-label={t('bar', { name })} onKeyDown={onKeyDown}>
      <div className={classes.buttons}>
        <span className={classes.name}>{name}</span>
        <ToolButton
          icon={icons.style}
          label={t('style')}
          expanded={opened}
          onClick={() => setOpened(!opened)}
        />
        <ToolButton
          icon={isLocked ? icons.lock : icons.unlock}
          label={isLocked ? t('unlock') : t('lock')}
          pressed={isLocked}
          onClick={() => board.change({ ...drawing, isLocked: !isLocked })}
        />
        <ToolButton
          icon={isHidden ? icons.eyeOff : icons.eye}
          label={isHidden ? t('show') : t('hide')}
          pressed={isHidden}
          onClick={() => board.change({ ...drawing, isHidden: !isHidden })}
        />
        {canAlert(drawing.kind) && !alerts?.isReplay && (
          <ToolButton
            icon={icons.bell}
            label={t('alert')}
            onClick={() => alerts?.make({ id: drawing.id, kind: drawing.kind })}
          />
        )}
        <ToolButton icon={icons.edit} label={t('edit')} onClick={() => onEdit(drawing.id)} />
        <ToolButton
          icon={icons.trash}
          label={t('delete')}
          disabled={isLocked}
          onClick={() => {
            onLeave();
            board.remove([drawing.id]);
          }}
        />
      </div>
      {opened && <StylePanel board={board} drawing={drawing} dark={dark} />}
    </div>
  );
}
