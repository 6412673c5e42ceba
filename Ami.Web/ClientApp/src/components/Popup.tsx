import { useEffect, useId, useRef, useState, type ComponentPropsWithRef, type ReactNode } from 'react';
import classes from './Popup.module.css';

const gap = 4;
const margin = 8;

type Props = {
  /** What it is about, for those who do not see where it stands. */
  label: string;
  /** The button that opens it; what it is given makes it one. */
  button: (props: ComponentPropsWithRef<'button'>) => ReactNode;
  /** Made when it is first opened. */
  children: (close: () => void) => ReactNode;
  /** May fetch its code before it is opened. */
  onNear?: () => void;
};

/** Something small beside the button that opens it: the browser's popover, which stands above all, also in full screen, and closes on Esc and outside clicks. */
export function Popup({ label, button, children, onNear }: Props) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(false);

  // Whenever its size changes: as it opens, and when the code of what is in it comes later.
  useEffect(() => {
    const box = popover.current;
    if (!box) return;
    const sizes = new ResizeObserver(() => {
      const from = opener.current?.getBoundingClientRect();
      const { width, height } = box.getBoundingClientRect();
      if (!from || height === 0) return;
      const left = Math.max(margin, Math.min(from.left, innerWidth - width - margin));
      const below = from.bottom + gap;
      box.style.left = `${left}px`;
      box.style.top = `${below + height > innerHeight ? Math.max(margin, from.top - gap - height) : below}px`;
    });
    sizes.observe(box);
    return () => sizes.disconnect();
  }, []);

  return (
    <>
      {button({ ref: opener, popoverTarget: id, onPointerEnter: onNear, onFocus: onNear })}
      <div
        ref={popover}
        id={id}
        popover="auto"
        className={classes.popup}
        role="group"
        aria-label={label}
        onBeforeToggle={({ newState }) => newState === 'open' && setWanted(true)}
      >
        {wanted && children(() => document.getElementById(id)?.hidePopover())}
      </div>
    </>
  );
}
