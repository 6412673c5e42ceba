import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import menu from '../chart/ChartMenu.module.css';
import type { Layout } from './api';
import { mostCharts, type LayoutBody, type LayoutLinks } from './body';
import classes from './LayoutMenu.module.css';

export type LayoutMenuProps = {
  all: readonly Layout[];
  body: LayoutBody;
  currentId: string | null;
  deleted: Layout | null;
  show: (id: string) => void;
  remove: (id: string) => void;
  canUndo: boolean;
  canRedo: boolean;
  undo: () => void;
  redo: () => void;
  bringBack: () => void;
  setCount: (count: number) => void;
  link: (what: keyof LayoutLinks) => void;
  ask: (what: 'copy' | 'rename') => void;
  close: () => void;
};

const linked = ['symbol', 'interval', 'crosshair'] as const;
const counts = Array.from({ length: mostCharts }, (_, i) => i + 1);

/** What the button of layouts opens. */
export default function LayoutMenu(props: LayoutMenuProps) {
  const { t } = useTranslation('layout');
  const { all, body, currentId, deleted, close } = props;
  const act = (text: string, run: () => void, isHeld = false) => (
    <UnstyledButton
      className={menu.item}
      disabled={isHeld}
      onClick={() => {
        close();
        run();
      }}
    >
      <span className={menu.mark} />
      {text}
    </UnstyledButton>
  );
  return (
    <div className={menu.menu}>
      <div role="group" aria-label={t('layouts')}>
        <div className={menu.title}>{t('layouts')}</div>
        {all.map(({ id, name }) => (
          <div key={id} className={classes.row}>
            <UnstyledButton
              className={menu.item}
              aria-pressed={id === currentId}
              onClick={() => {
                close();
                props.show(id);
              }}
            >
              <span className={menu.mark}>{id === currentId && <Icon name="check" size={14} />}</span>
              {name}
            </UnstyledButton>
            {all.length > 1 && (
              <IconButton icon="close" label={t('delete', { name })} onClick={() => props.remove(id)} />
            )}
          </div>
        ))}
        {deleted && act(t('bringBack', { name: deleted.name }), props.bringBack)}
        {act(t('undo'), props.undo, !props.canUndo)}
        {act(t('redo'), props.redo, !props.canRedo)}
        {act(t('rename'), () => props.ask('rename'))}
        {act(t('copy'), () => props.ask('copy'))}
      </div>
      <div className={menu.acts} role="group" aria-label={t('charts')}>
        <div className={menu.title}>{t('charts')}</div>
        <div className={classes.counts}>
          {counts.map((count) => (
            <UnstyledButton
              key={count}
              className={classes.count}
              aria-label={t('count', { count })}
              aria-pressed={count === body.charts.length}
              onClick={() => {
                close();
                props.setCount(count);
              }}
            >
              {count}
            </UnstyledButton>
          ))}
        </div>
      </div>
      <div className={menu.acts} role="group" aria-label={t('links')}>
        <div className={menu.title}>{t('links')}</div>
        {linked.map((what) => (
          <UnstyledButton
            key={what}
            className={menu.item}
            aria-pressed={body.links[what]}
            onClick={() => props.link(what)}
          >
            <span className={menu.mark}>{body.links[what] && <Icon name="check" size={14} />}</span>
            {t(`link.${what}`)}
          </UnstyledButton>
        ))}
      </div>
    </div>
  );
}
