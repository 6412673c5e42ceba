import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { useUnread } from '../api/notifications';
import { useNotificationStream } from '../api/stream';
import '../texts';
import classes from './Bell.module.css';
import { Centre } from './Centre';

const mostShown = 99;

/** How many notifications are unread, live, and the notification centre behind it. The browser's popover closes it on Esc and outside clicks. */
export default function Bell() {
  const { t } = useTranslation('notifications');
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState(false);
  useNotificationStream();
  const count = useUnread().data ?? 0;
  const label = count === 0 ? t('open') : t('openUnread', { count });
  return (
    <>
      <UnstyledButton className={classes.bell} aria-label={label} popoverTarget={id}>
        <Icon name="bell" size={19} />
        {count > 0 && (
          <span className={classes.count} aria-hidden="true">
            {count > mostShown ? t('many') : count}
          </span>
        )}
      </UnstyledButton>
      <VisuallyHidden role="status">{count > 0 && label}</VisuallyHidden>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className={classes.centre}
        role="dialog"
        aria-labelledby={`${id}-title`}
        onToggle={(event) => setOpened(event.newState === 'open')}
      >
        {opened && <Centre titleId={`${id}-title`} onLeave={() => popover.current?.hidePopover()} />}
      </div>
    </>
  );
}
