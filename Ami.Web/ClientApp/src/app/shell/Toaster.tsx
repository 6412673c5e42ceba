import { Notifications } from '@mantine/notifications';
import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import classes from './Toaster.module.css';

/** Bottom left: the right side is where orders are written. */
export default function Toaster() {
  return <Notifications position="bottom-left" limit={4} classNames={classes} />;
}
