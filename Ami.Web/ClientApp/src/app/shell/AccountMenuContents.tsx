import { UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon, type IconName } from '@/components/Icon';
import { Tag } from '@/components/Tag';
import { nowQuery } from '@/features/news/api/announcements';
import '@/features/news/texts';
import type { UserProfile } from '@/lib/auth/session';
import { useFlags } from '@/lib/flags/useFlags';
import { languages } from '@/lib/i18n';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { adminPagesOf } from '../admin/adminPages';
import { asidePages } from '../asidePages';
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

export type AccountMenuProps = { user: UserProfile; close: () => void };

/** What the account menu offers: places, theme, language, sign out. */
export default function AccountMenuContents({ user, close }: AccountMenuProps) {
  const { t } = useTranslation(['app', 'news']);
  const id = useId();
  // Asked for by the banner above the pages.
  const unread = useQuery({ ...nowQuery, enabled: false }).data?.unread ?? 0;
  const leave = useLeave();
  const isOn = useFlags();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <div className={classes.person}>
        <strong>{user.displayName}</strong>
        <span>{user.email}</span>
      </div>
      <Link to="/account" className={classes.item} onClick={close}>
        <Icon name="account" size={16} />
        {t('account.settings')}
      </Link>
      {asidePages
        .filter(({ flag }) => flag === null || isOn(flag))
        .map(({ to, label, icon }) => (
          <Link key={to} to={to} className={classes.item} onClick={close}>
            <Icon name={icon} size={16} />
            {t(label)}
            {to === '/news' && unread > 0 && (
              <Tag tone="accent">{t('unreadCount', { ns: 'news', count: unread })}</Tag>
            )}
          </Link>
        ))}
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
    </>
  );
}
