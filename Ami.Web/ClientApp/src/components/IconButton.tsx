import { UnstyledButton } from '@mantine/core';
import { Icon, type IconName } from './Icon';
import classes from './IconButton.module.css';

/** A button that shows what it does by a picture, and says it. */
export function IconButton(props: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <UnstyledButton className={classes.button} aria-label={props.label} onClick={props.onClick}>
      <Icon name={props.icon} size={17} />
    </UnstyledButton>
  );
}
