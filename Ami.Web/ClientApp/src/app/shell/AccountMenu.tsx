import { UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon, type IconName } from '@/components/Icon';
import type { UserProfile } from '@/lib/auth/session';
import { initials } from '@/lib/formats/initials';
import { languages } from '@/lib/i18n';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { adminPagesOf } from '../admin/adminPages';
import { useLeave } from '../session/useLeave';
import classes from './AccountMenu.module.css';
import { chooseLanguage } from './chooseLanguage';

const schemes = [
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
  { value: 'auto', icon: 'monitor' },
] as const satisfies readonly { value: string; icon: IconName }[];

function Choice(props: { chosen: boolean; onChoose: () => void; lang?: string; children: ReactNode }) {
  return (
    <UnstyledButton
      className={classes.choice}
      aria-pressed={props.chosen}
      lang={props.lang}
      onClick={props.onChoose}
    >
      {props.children}
    </UnstyledButton>
  );
}

/** Who is signed in, settings, theme, language, sign out. The browser's popover closes it on Esc and outside clicks. */
export function AccountMenu({ user }: { user: UserProfile }) {
  const { t } = useTranslation();
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const leave = useLeave();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const close = () => popover.current?.hidePopover();

  return (
    <>
      <UnstyledButton
        className={classes.avatar}
        aria-label={t('account.menu')}
        popoverTarget={id}
        data-initials={initials(user.displayName)}
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
      >
        <div className={classes.person}>
          <strong>{user.displayName}</strong>
          <span>{user.email}</span>
        </div>
        <Link to="/account" className={classes.item} onClick={close}>
          <Icon name="account" size={16} />
          {t('account.settings')}
        </Link>
        {(user.isStaffOnHold || adminPagesOf(user.permissions).length > 0) && (
          <Link to="/admin" className={classes.item} onClick={close}>
            <Icon name="shield" size={16} />
            {t('account.admin')}
          </Link>
        )}
        <div role="group" aria-labelledby={`${id}-theme`} className={classes.section}>
          <div id={`${id}-theme`} className={classes.label}>
            {t('preferences.theme')}
          </div>
          <div className={classes.choices}>
            {schemes.map(({ value, icon }) => (
              <Choice key={value} chosen={colorScheme === value} onChoose={() => setColorScheme(value)}>
                <Icon name={icon} size={15} />
                {t(`preferences.${value}`)}
              </Choice>
            ))}
          </div>
        </div>
        <div role="group" aria-labelledby={`${id}-language`} className={classes.section}>
          <div id={`${id}-language`} className={classes.label}>
            {t('preferences.language')}
          </div>
          <div className={classes.choices}>
            {languages.map((value) => (
              <Choice
                key={value}
                lang={value}
                chosen={language === value}
                onChoose={() => void chooseLanguage(value)}
              >
                {t(`preferences.${value}`)}
              </Choice>
            ))}
          </div>
        </div>
        <UnstyledButton
          className={classes.item}
          onClick={() => {
            close();
            void leave();
          }}
        >
          <Icon name="signOut" size={16} />
          {t('account.signOut')}
        </UnstyledButton>
      </div>
    </>
  );
}
