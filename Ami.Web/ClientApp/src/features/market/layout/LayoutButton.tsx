import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { IconButton } from '@/components/IconButton';
import { later } from '@/components/later';
import { Popup } from '@/components/Popup';
import { toast } from '@/components/toasts';
import { usePart } from '../commands/desk';
import { keyText } from '../commands/registry';
import { withCount, withLink } from './body';
import type { LayoutDialogProps } from './LayoutDialog';
import type { LayoutMenuProps } from './LayoutMenu';
import './texts';
import { useLayouts } from './useLayouts';

const Menu = later<LayoutMenuProps>(() => import('./LayoutMenu'));
const LayoutDialog = later<LayoutDialogProps>(() => import('./LayoutDialog'));

export type LayoutButtonProps = { onNext: () => void };

/** Keys are about the chart that has the focus: the active one, or its place while it has nothing to show. It may be there only after what was just changed. */
const focusActive = () =>
  requestAnimationFrame(() => {
    const place =
      document.querySelector<HTMLElement>('[data-chart][data-active]') ??
      document.querySelector<HTMLElement>('[data-chart]');
    (place?.querySelector<HTMLElement>('[role=application]') ?? place)?.focus();
  });

/** A change that may take away what has the focus on a chart, or in the menu above it. */
const onCharts = (change: () => void) => {
  const isThere = document.activeElement?.closest('[data-chart]');
  change();
  if (isThere) focusActive();
};

/** The layouts of the person: shown, kept, renamed, deleted and had back; how many charts there are and what they have in common. */
export default function LayoutButton({ onNext }: LayoutButtonProps) {
  const { t } = useTranslation('layout');
  const navigate = useNavigate();
  const [{ all, body, currentId, deleted, canUndo, canRedo }, layouts] = useLayouts();
  const [asking, ask] = useState<'copy' | 'rename' | null>(null);
  const current = all.find(({ id }) => id === currentId);

  async function show(id: string) {
    await layouts.switchTo(id);
    const [first] = layouts.get().body.charts;
    if (first) void navigate(`/markets/${first.symbol}?interval=${first.interval}`);
  }
  async function remove(id: string) {
    await layouts.remove(id);
    const gone = layouts.get().deleted;
    if (gone?.id === id) toast(t('deleted', { name: gone.name }));
  }
  useEffect(() => layouts.onPoorer(() => toast(t('poorer', { key: keyText('layout.undo') }))), [layouts, t]);
  const acts = {
    setCount: (count: number) => onCharts(() => layouts.edit((old) => withCount(old, count))),
    link: (what: 'symbol' | 'interval' | 'crosshair') => layouts.edit((old) => withLink(old, what)),
    undo: () => onCharts(layouts.undo),
    redo: () => onCharts(layouts.redo),
    bringBack: () => void layouts.undoRemove(),
    ask,
  };
  const next = all[(all.findIndex(({ id }) => id === currentId) + 1) % all.length];
  usePart('layout', {
    ...acts,
    count: body.charts.length,
    canUndo,
    canRedo,
    canBringBack: deleted !== null,
    canDelete: all.length > 1,
    next: () => {
      onNext();
      focusActive();
    },
    nextLayout: () => next && void show(next.id),
    remove: () => currentId !== null && void remove(currentId),
  });

  return (
    <>
      <Popup
        label={t('menu')}
        onNear={Menu.load}
        button={(button) => <IconButton icon="monitor" label={t('menu')} {...button} />}
      >
        {(close) => (
          <Menu
            {...acts}
            all={all}
            body={body}
            currentId={currentId}
            deleted={deleted}
            canUndo={canUndo}
            canRedo={canRedo}
            show={(id) => void show(id)}
            remove={(id) => void remove(id)}
            close={close}
          />
        )}
      </Popup>
      {asking && (
        <LayoutDialog
          what={asking}
          name={current?.name ?? ''}
          onName={(name) => void (asking === 'copy' ? layouts.make(name) : layouts.rename(name))}
          onClose={() => ask(null)}
        />
      )}
    </>
  );
}
