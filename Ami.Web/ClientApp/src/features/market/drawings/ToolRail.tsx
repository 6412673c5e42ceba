import { useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaKeys, keyText } from '../commands/registry';
import type { Board } from './board';
import { icons } from './icons';
import { kindNames, kinds, type DrawingKind } from './kinds';
import { ToolButton } from './ToolButton';
import classes from './ToolRail.module.css';
import { useBoard } from './useBoard';

type Props = {
  board: Board;
  /** @param byKey Whether it was chosen without a pointer. */
  onTool: (kind: DrawingKind | null, byKey: boolean) => void;
  onList: () => void;
};

type Tool = {
  id: string;
  icon: string;
  label: string;
  keys?: string;
  pressed?: boolean;
  disabled?: boolean;
  run: (event: MouseEvent) => void;
};

const toolState = ['tool', 'magnet', 'away', 'canUndo', 'canRedo'] as const;

function useTools({ board, onTool, onList }: Props): { drawing: Tool[]; acts: Tool[] } {
  const { t } = useTranslation('drawings');
  const { tool, magnet, away, canUndo, canRedo } = useBoard(board, toolState);
  const drawing = kindNames.map((kind): Tool => {
    return {
      id: kind,
      icon: kinds[kind].icon,
      label: t('keys', { name: t(`kind.${kind}`), keys: keyText(`draw.${kind}`) }),
      keys: ariaKeys(`draw.${kind}`),
      pressed: tool === kind,
      run: (event) => onTool(tool === kind ? null : kind, event.detail === 0),
    };
  });
  const acts: Tool[] = [
    {
      id: 'magnet',
      icon: icons.magnet,
      label: t('magnet'),
      pressed: magnet,
      run: () => board.setMagnet(!magnet),
    },
    {
      id: 'undo',
      icon: icons.undo,
      label: t('undo'),
      keys: ariaKeys('drawings.undo'),
      disabled: !canUndo,
      run: board.undo,
    },
    {
      id: 'redo',
      icon: icons.redo,
      label: t('redo'),
      keys: ariaKeys('drawings.redo'),
      disabled: !canRedo,
      run: board.redo,
    },
    {
      id: 'away',
      icon: away ? icons.eyeOff : icons.eye,
      label: away ? t('showAll') : t('hideAll'),
      keys: ariaKeys('drawings.hideAll'),
      run: () => board.show({ away: !away }),
    },
    {
      id: 'list',
      icon: icons.list,
      label: t('list'),
      keys: ariaKeys('drawings.list'),
      run: onList,
    },
  ];
  return { drawing, acts };
}

/** All tools in a column beside the chart: one stop of the Tab key, within it arrows. */
export function ToolRail(props: Props) {
  const { t } = useTranslation('drawings');
  const { drawing, acts } = useTools(props);
  const all = [...drawing, ...acts];
  const [current, setCurrent] = useState(0);
  const rail = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...(rail.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const from = buttons.findIndex((button) => button === document.activeElement);
    for (let step = 1; step < buttons.length; step++) {
      const index = (from + by * step + buttons.length * step) % buttons.length;
      const next = buttons[index];
      if (!next || next.disabled) continue;
      setCurrent(index);
      next.focus();
      return;
    }
  }

  const button = ({ id, icon, label, keys, pressed, disabled, run }: Tool, index: number) => (
    <ToolButton
      key={id}
      icon={icon}
      label={label}
      pressed={pressed}
      disabled={disabled}
      aria-keyshortcuts={keys}
      tabIndex={index === (all[current]?.disabled ? 0 : current) ? 0 : -1}
      onClick={(event) => {
        setCurrent(index);
        run(event);
      }}
    />
  );

  return (
    <div
      ref={rail}
      className={classes.rail}
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t('tools')}
      onKeyDown={onKeyDown}
    >
      {drawing.map(button)}
      <hr className={classes.line} />
      {acts.map((act, index) => button(act, drawing.length + index))}
    </div>
  );
}

/** The same where there is no room beside the chart: a button on it, and a sheet at the foot of the screen. */
export function ToolMenu(props: Props) {
  const { t } = useTranslation('drawings');
  const { drawing, acts } = useTools(props);
  const { tool } = useBoard(props.board, toolState);
  const id = useId();
  const sheet = useRef<HTMLDivElement>(null);
  const close = () => sheet.current?.hidePopover();
  return (
    <div className={classes.corner}>
      <ToolButton
        icon={tool ? kinds[tool].icon : icons.draw}
        label={t('menu')}
        pressed={tool !== null}
        popoverTarget={id}
        onClick={() => undefined}
      />
      <div ref={sheet} id={id} popover="auto" className={classes.sheet} role="group" aria-label={t('tools')}>
        {[...drawing, ...acts].map(({ id: key, icon, label, pressed, disabled, run }) => (
          <ToolButton
            key={key}
            icon={icon}
            label={key in kinds ? t(`kind.${key as DrawingKind}`) : label}
            pressed={pressed}
            disabled={disabled}
            worded
            onClick={(event) => {
              close();
              run(event);
            }}
          />
        ))}
      </div>
    </div>
  );
}
