import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import { useSession } from '@/lib/auth/useSession';
import classes from './Toaster.module.css';

/** In the header, which nothing of a page lies under: what a toast speaks of stays in sight, and so does every control. */
export default function Toaster() {
  const isWide = useMediaQuery('(min-width: 75em)');
  const isSignedIn = useSession().status === 'signedIn';
  return (
    <Notifications
      position="top-right"
      limit={isWide ? 2 : 1}
      className={isSignedIn ? classes.inShell : classes.inPublic}
      classNames={{ root: classes.root, notification: classes.notification }}
    />
  );
}
