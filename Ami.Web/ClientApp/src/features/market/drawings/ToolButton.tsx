import { UnstyledButton } from '@mantine/core';
import type { ComponentProps, MouseEvent } from 'react';
import classes from './ToolButton.module.css';

type Props = {
  /** The path of a picture of 24 by 24. */
  icon: string;
  label: string;
  onClick: (event: MouseEvent) => void;
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  /** Says the label as words beside the picture. */
  worded?: boolean;
} & Pick<ComponentProps<'button'>, 'tabIndex' | 'aria-keyshortcuts' | 'popoverTarget'>;

/** A button of the drawing tools: a picture that says what it is to whoever points at it or hears it. */
export function ToolButton({ icon, label, pressed, expanded, worded = false, ...rest }: Props) {
  return (
    <UnstyledButton
      {...rest}
      className={classes.button}
      data-worded={worded || undefined}
      aria-label={worded ? undefined : label}
      title={worded ? undefined : label}
      aria-pressed={pressed}
      aria-expanded={expanded}
    >
      <svg width={18} height={18} viewBox="0 0 24 24" className={classes.icon} aria-hidden="true">
        <path d={icon} />
      </svg>
      {worded && <span>{label}</span>}
    </UnstyledButton>
  );
}
