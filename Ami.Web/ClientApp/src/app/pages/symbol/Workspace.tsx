import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { IconButton } from '@/components/IconButton';
import { usePart } from '@/features/market/commands/desk';
import { useLayouts } from '@/features/market/layout/useLayouts';
import { storage } from '@/lib/storage';
import './texts';
import classes from './Workspace.module.css';

/** Panels are measured in pixels: a ticket is no wider on a wide screen. */
const sizes = {
  side: { start: '312px', least: '272px', most: '520px' },
  dock: { start: '34%', least: '112px', most: '80%' },
  /** What stays of a panel that is hidden: the row or column of its button. */
  hidden: { side: '36px', dock: '41px' },
} as const;

const kept = { getItem: storage.get, setItem: storage.set };

/** A panel beside the main one that can be hidden, by its button and by its edge, and is shown again when it is `wanted` anew. */
function useHideable(wanted?: number) {
  const ref = usePanelRef();
  const [isCollapsed, setCollapsed] = useState(false);
  const [collapsedAt, setCollapsedAt] = useState(wanted);
  // What is wanted is there in the same moment, so that it can have the focus; the panel grows after it.
  const hidden = isCollapsed && wanted === collapsedAt;
  useEffect(() => {
    if (wanted !== undefined && ref.current?.isCollapsed()) ref.current.expand();
  }, [wanted, ref]);
  const toggle = useCallback(() => {
    const panel = ref.current;
    if (!panel) return;
    if (panel.isCollapsed()) panel.expand();
    else panel.collapse();
  }, [ref]);
  const onResize = () => {
    const collapsed = ref.current?.isCollapsed() ?? false;
    if (collapsed === isCollapsed) return;
    setCollapsed(collapsed);
    setCollapsedAt(wanted);
  };
  const show = () => ref.current?.isCollapsed() && ref.current.expand();
  /** In percent of what it shares; 0 while it is hidden. */
  const size = () => {
    const panel = ref.current;
    return !panel || panel.isCollapsed() ? 0 : panel.getSize().asPercentage;
  };
  const setSize = useCallback(
    (percent: number) => {
      if (percent === 0) ref.current?.collapse();
      else ref.current?.resize(`${percent}%`);
    },
    [ref],
  );
  return { ref, hidden, toggle, show, size, setSize, onResize };
}

type Hideable = ReturnType<typeof useHideable>;

/** Keeps sizes in the layout when somebody changes them, and takes those of another layout that is shown. How a window of another size shares itself is no change. */
function useKeptSizes(side: Hideable, dock: Hideable) {
  const [{ body, epoch }, layouts] = useLayouts();
  const touched = useRef(false);
  const sizes = useRef(body.panels);
  const shown = useRef(epoch);
  useEffect(() => {
    sizes.current = body.panels;
  });
  const [setSide, setDock] = [side.setSize, dock.setSize];
  useEffect(() => {
    if (epoch === shown.current) return;
    shown.current = epoch;
    if (sizes.current.side !== undefined) setSide(sizes.current.side);
    if (sizes.current.dock !== undefined) setDock(sizes.current.dock);
  }, [epoch, setSide, setDock]);
  return {
    touch: () => {
      touched.current = true;
    },
    settled: () => {
      if (!touched.current) return;
      touched.current = false;
      const panels = { side: side.size(), dock: dock.size() };
      layouts.edit((old) => ({ ...old, panels }));
    },
  };
}

type Props = {
  chart: ReactNode;
  /** What is said of the account below the chart; it is given the button that hides it. */
  dock?: (hide: ReactNode, hidden: boolean) => ReactNode;
  /** What stands beside the chart, in the same way. */
  side?: (hide: ReactNode, hidden: boolean) => ReactNode;
  /** Grows each time something beside the chart is wanted, which is then shown. */
  wanted?: number;
};

/** A window full of chart, with panels that are resized, hidden and found again as they were left. */
export function Workspace({ chart, dock, side, wanted }: Props) {
  const { t } = useTranslation('workspace');
  const columns = useDefaultLayout({ id: 'ami.workspace.columns', storage: kept });
  const rows = useDefaultLayout({ id: 'ami.workspace.rows', storage: kept });
  const ticket = useHideable(wanted);
  const below = useHideable();
  const { touch, settled } = useKeptSizes(ticket, below);
  const toggled = (toggle: () => void) => () => {
    touch();
    toggle();
  };
  const [toggleSide, toggleDock] = [toggled(ticket.toggle), toggled(below.toggle)];
  const onLayoutChanged =
    (group: typeof columns) => (layout: Parameters<typeof columns.onLayoutChanged>[0]) => {
      group.onLayoutChanged(layout);
      settled();
    };
  usePart(
    'panels',
    { toggleSide, toggleDock, showSide: ticket.show, showDock: below.show },
    dock !== undefined && side !== undefined,
  );
  if (!dock || !side) return <div className={classes.alone}>{chart}</div>;
  return (
    <Group
      orientation="horizontal"
      className={classes.workspace}
      id="ami.workspace.columns"
      {...columns}
      onLayoutChanged={onLayoutChanged(columns)}
    >
      <Panel id="main" minSize="320px">
        <Group
          orientation="vertical"
          id="ami.workspace.rows"
          {...rows}
          onLayoutChanged={onLayoutChanged(rows)}
        >
          <Panel id="chart" minSize="200px">
            {chart}
          </Panel>
          <Separator
            className={classes.across}
            onPointerDown={touch}
            onKeyDown={touch}
            aria-label={t('resize.dock')}
          />
          <Panel
            id="dock"
            panelRef={below.ref}
            onResize={below.onResize}
            collapsible
            collapsedSize={sizes.hidden.dock}
            defaultSize={sizes.dock.start}
            minSize={sizes.dock.least}
            maxSize={sizes.dock.most}
            groupResizeBehavior="preserve-pixel-size"
          >
            {dock(
              <IconButton
                icon={below.hidden ? 'chevronUp' : 'chevronDown'}
                label={t(below.hidden ? 'dock.expand' : 'dock.collapse')}
                onClick={toggleDock}
              />,
              below.hidden,
            )}
          </Panel>
        </Group>
      </Panel>
      <Separator
        className={classes.down}
        onPointerDown={touch}
        onKeyDown={touch}
        aria-label={t('resize.side')}
      />
      <Panel
        id="side"
        panelRef={ticket.ref}
        onResize={ticket.onResize}
        collapsible
        collapsedSize={sizes.hidden.side}
        defaultSize={sizes.side.start}
        minSize={sizes.side.least}
        maxSize={sizes.side.most}
        groupResizeBehavior="preserve-pixel-size"
      >
        {side(
          <IconButton
            icon={ticket.hidden ? 'chevronLeft' : 'chevronRight'}
            label={t(ticket.hidden ? 'side.expand' : 'side.collapse')}
            onClick={toggleSide}
          />,
          ticket.hidden,
        )}
      </Panel>
    </Group>
  );
}
