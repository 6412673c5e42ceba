import type { Board } from './board';
import type { ChartView, Gestures, Input } from './gestures';
import type { Pixel } from './plane';

/** Hands the pointers of the chart's element to gestures; those that gestures take, the chart does not get. */
export function listenToPointers(
  element: HTMLElement,
  board: Board,
  view: ChartView,
  gestures: Gestures,
): () => void {
  let held: number | null = null;

  const pixelOf = (event: PointerEvent): Pixel => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const inputOf = (event: PointerEvent): Input => ({
    touch: event.pointerType === 'touch',
    other: event.ctrlKey || event.metaKey,
    level: event.shiftKey,
  });
  /** The axes are the chart's own. */
  function isOnPane({ x, y }: Pixel) {
    const projection = view.projection();
    return projection !== null && x >= 0 && y >= 0 && x < projection.width && y < projection.height;
  }

  function down(event: PointerEvent) {
    if (!event.isPrimary) {
      if (held !== null) gestures.cancel();
      held = null;
      return;
    }
    const at = pixelOf(event);
    if (event.button !== 0 || !isOnPane(at) || !gestures.down(at, inputOf(event))) return;
    held = event.pointerId;
    element.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent) {
    const at = pixelOf(event);
    if (held === null && !isOnPane(at)) return;
    if (held !== null && held !== event.pointerId) return;
    gestures.move(at, inputOf(event));
    // A pressed one drags the chart, which is drawn in each frame: it looks at nothing meanwhile.
    if (held !== null || event.buttons !== 0 || event.pointerType === 'touch') return;
    const over = gestures.over(at, inputOf(event));
    element.style.cursor = board.state.tool
      ? 'crosshair'
      : over
        ? over.grip === null
          ? 'pointer'
          : 'grab'
        : '';
  }

  function up(event: PointerEvent) {
    if (held !== event.pointerId) return;
    held = null;
    gestures.up(pixelOf(event));
  }

  function cancel(event: PointerEvent) {
    if (held !== event.pointerId) return;
    held = null;
    gestures.cancel();
  }

  // What the chart itself listens to; it comes after the pointer event that it belongs to.
  function keep(event: Event) {
    if (held !== null) event.stopPropagation();
  }
  function keepTouch(event: TouchEvent) {
    if (held === null) return;
    event.stopPropagation();
    // Else the page scrolls, and takes the pointer away.
    if (event.cancelable) event.preventDefault();
  }

  const stop = new AbortController();
  const early = { capture: true, signal: stop.signal };
  element.addEventListener('pointerdown', down, early);
  element.addEventListener('pointermove', move, early);
  element.addEventListener('pointerup', up, early);
  element.addEventListener('pointercancel', cancel, early);
  element.addEventListener('mousedown', keep, early);
  element.addEventListener('touchstart', keepTouch, { ...early, passive: false });
  element.addEventListener('touchmove', keepTouch, { ...early, passive: false });
  return () => {
    stop.abort();
    element.style.cursor = '';
  };
}
