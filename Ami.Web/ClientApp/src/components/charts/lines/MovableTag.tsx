import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { LineLayer } from './lineLayer';
import classes from './LineOverlay.module.css';
import type { ChartLine } from './lines';
import { LineTag, LineWords, removeKeys } from './LineTag';
import { movedBy } from './movedBy';
import './texts';

type Props = {
  layer: LineLayer;
  line: ChartLine;
  move: NonNullable<ChartLine['move']>;
  digits: number;
};

/** The handle of a line: dragged, or moved by keys, it stays where it is let go or confirmed. */
export function MovableTag({ layer, line, move, digits }: Props) {
  const { t } = useTranslation('chartLines');
  const formats = useFormats();
  /** Where it was taken, from the line it stands on, pixels. */
  const grip = useRef<number | null>(null);
  /** How what was taken is moved: somebody else may change it meanwhile, and this is not to undo that. */
  const begun = useRef<typeof move | null>(null);
  const [moved, setMoved] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const { id } = line;
  const price = moved ?? line.price;

  useEffect(() => {
    layer.move(id, moved);
    return () => layer.move(id, null);
  }, [layer, id, moved]);

  async function send() {
    const { to } = begun.current ?? move;
    begun.current = null;
    if (moved === null || moved === line.price) return setMoved(null);
    setBusy(true);
    try {
      await to(moved);
    } finally {
      setBusy(false);
      setMoved(null);
    }
  }

  function take(event: PointerEvent<HTMLDivElement>) {
    if (event.button !== 0 || busy) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    begun.current = move;
    const box = event.currentTarget.getBoundingClientRect();
    grip.current = event.clientY - (box.top + box.bottom) / 2 + layer.asideOf(id);
  }

  function drag(event: PointerEvent<HTMLDivElement>) {
    if (grip.current === null) return;
    const top = event.currentTarget.closest('[role=group]')?.getBoundingClientRect().top ?? 0;
    const at = layer.priceAt(event.clientY - grip.current - top);
    if (at !== null) setMoved(movedBy(at, 0, digits));
  }

  function letGo() {
    if (grip.current === null) return;
    grip.current = null;
    void send();
  }

  function leave() {
    [grip.current, begun.current] = [null, null];
    if (!busy) setMoved(null);
  }

  function press(event: KeyboardEvent) {
    if (removeKeys.includes(event.key) && line.remove && !busy) {
      event.preventDefault();
      event.stopPropagation();
      leave();
      return line.remove.ask();
    }
    const ticks = { ArrowUp: 1, ArrowDown: -1, PageUp: 100, PageDown: -100 }[event.key];
    const ends = event.key === 'Enter' || event.key === 'Escape';
    if (ticks === undefined && !(ends && moved !== null)) return;
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    if (ticks !== undefined) {
      begun.current ??= move;
      setMoved(movedBy(price, event.shiftKey ? 10 * ticks : ticks, digits));
    } else if (event.key === 'Enter') void send();
    else leave();
  }

  const says = [t('moves', { name: move.name }), line.remove && t('removes')];
  return (
    <LineTag layer={layer} line={line} isMoved={moved !== null} isBusy={busy}>
      <div
        className={classes.words}
        role="slider"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={says.filter(Boolean).join(' ')}
        aria-valuemin={0}
        aria-valuenow={price}
        aria-valuetext={formats.price(price, digits)}
        aria-busy={busy}
        onPointerDown={take}
        onPointerMove={drag}
        onPointerUp={letGo}
        onPointerCancel={leave}
        onKeyDown={press}
        onBlur={leave}
      >
        <span aria-hidden="true" className={classes.grip} />
        <LineWords line={line} />
        {moved !== null && <span className={classes.price}>{formats.price(moved, digits)}</span>}
      </div>
    </LineTag>
  );
}
