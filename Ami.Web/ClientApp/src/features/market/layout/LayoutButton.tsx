import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { IconButton } from '@/components/IconButton';
import { later } from '@/components/later';
import { Popup } from '@/components/Popup';
import { toast } from '@/components/toasts';
import { usePart } from '../commands/desk';
import { withCount, withLink } from './body';
import type { LayoutDialogProps } from './LayoutDialog';
import type { LayoutMenuProps } from './LayoutMenu';
import './texts';
import { useLayouts } from './useLayouts';

const Menu = later<LayoutMenuProps>(() => import('./LayoutMenu'));
const LayoutDialog = later<LayoutDialogProps>(() => import('./LayoutDialog'));

export type LayoutButtonProps = { onNext: () => void };

/** The layouts of the person: shown, kept, renamed, deleted and had back; how many charts there are and what they have in common. */
export default function LayoutButton({ onNext }: LayoutButtonProps) {
  const { t } = useTranslation('layout');
  const navigate = useNavigate();
  const [{ all, body, currentId, deleted }, layouts] = useLayouts();
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
  const acts = {
    setCount: (count: number) => layouts.edit((old) => withCount(old, count)),
    link: (what: 'symbol' | 'interval' | 'crosshair') => layouts.edit((old) => withLink(old, what)),
    undo: () => void layouts.undoRemove(),
    ask,
  };
  const next = all[(all.findIndex(({ id }) => id === currentId) + 1) % all.length];
  usePart('layout', {
    ...acts,
    count: body.charts.length,
    canUndo: deleted !== null,
    canDelete: all.length > 1,
    next: onNext,
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
