import { UnstyledButton } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { Icon, type IconName } from './Icon';
import classes from './IconButton.module.css';

/** A button that shows what it does by a picture, and says it. */
export function IconButton({
  icon,
  label,
  ...rest
}: { icon: IconName; label: string } & ComponentPropsWithRef<'button'>) {
  return (
    <UnstyledButton {...rest} className={classes.button} aria-label={label}>
      <Icon name={icon} size={17} />
    </UnstyledButton>
  );
}
