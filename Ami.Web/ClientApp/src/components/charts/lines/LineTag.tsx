import { useEffect, useRef, type ReactNode } from 'react';
import { Icon } from '@/components/Icon';
import type { LineLayer } from './lineLayer';
import classes from './LineOverlay.module.css';
import type { ChartLine } from './lines';

type Props = {
  layer: LineLayer;
  line: ChartLine;
  isMoved?: boolean;
  isBusy?: boolean;
  children: ReactNode;
};

/** They mean the line that has the focus, and not a drawing that is selected. */
export const removeKeys: readonly string[] = ['Delete', 'Backspace'];

/** What names a line, where it stands; with a button that takes it away where it can be. */
export function LineTag({ layer, line, isMoved, isBusy, children }: Props) {
  const tag = useRef<HTMLDivElement>(null);
  const { id, remove } = line;
  useEffect(() => (tag.current ? layer.tag(id, tag.current) : undefined), [layer, id]);
  return (
    <div
      ref={tag}
      className={classes.tag}
      data-tone={line.tone}
      data-moved={isMoved || undefined}
      data-busy={isBusy || undefined}
    >
      {children}
      {remove && (
        <button
          type="button"
          className={classes.remove}
          aria-label={remove.name}
          title={remove.name}
          disabled={isBusy}
          onClick={remove.ask}
          onKeyDown={(event) => {
            if (!removeKeys.includes(event.key)) return;
            event.stopPropagation();
            remove.ask();
          }}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </div>
  );
}

export function LineWords({ line: { label, more } }: { line: ChartLine }) {
  return (
    <>
      <span className={classes.label}>{label}</span>
      {more}
    </>
  );
}
