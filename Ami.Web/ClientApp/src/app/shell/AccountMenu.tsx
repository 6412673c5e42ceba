import { UnstyledButton } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { later, whenIdle } from '@/components/later';
import type { UserProfile } from '@/lib/auth/session';
import { initials } from '@/lib/formats/initials';
import classes from './AccountMenu.module.css';
import type { AccountMenuProps } from './AccountMenuContents';

const Contents = later<AccountMenuProps>(() => import('./AccountMenuContents'));

/** Who is signed in, settings, theme, language, sign out. The browser's popover closes it on Esc and outside clicks. */
export function AccountMenu({ user }: { user: UserProfile }) {
  const { t } = useTranslation();
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(false);
  useEffect(() => whenIdle(Contents.load), []);

  return (
    <>
      <UnstyledButton
        className={classes.avatar}
        aria-label={t('account.menu')}
        popoverTarget={id}
        data-initials={initials(user.displayName)}
        onPointerEnter={Contents.load}
        onFocus={Contents.load}
      >
        {user.avatarUrl && <img src={user.avatarUrl} alt="" className={classes.picture} />}
      </UnstyledButton>
      <div
        ref={popover}
        id={id}
        popover="auto"
        className={classes.menu}
        role="group"
        aria-label={t('account.menu')}
        onBeforeToggle={({ newState }) => {
          if (newState === 'open') setWanted(true);
        }}
      >
        {wanted && <Contents user={user} close={() => popover.current?.hidePopover()} />}
      </div>
    </>
  );
}
