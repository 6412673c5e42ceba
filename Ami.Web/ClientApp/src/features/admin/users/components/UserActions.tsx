import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userActs, type UserDetail } from '../api/user';
import { ActDialog } from './ActDialog';
import { ImpersonateDialog, LockDialog, PlanDialog, RolesDialog } from './dialogs';

const simple = ['unlock', 'mailPasswordReset', 'resetSecondFactor', 'endSessions'] as const;
type Simple = (typeof simple)[number];
type Open = Simple | 'lock' | 'roles' | 'plan' | 'impersonate' | null;

/** What the caller may do with this account; the server said what that is. */
export function UserActions({ user }: { user: UserDetail }) {
  const { t } = useTranslation('adminUsers');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const button = (name: Exclude<Open, null>, danger = false) => (
    <Button
      key={name}
      variant="default"
      size="xs"
      c={danger ? 'var(--ami-loss)' : undefined}
      onClick={() => setOpen(name)}
    >
      {t(`act.${name}`)}
    </Button>
  );
  const one = simple.find((name) => name === open);
  return (
    <>
      <Group gap="xs">
        {user.may.impersonate && button('impersonate')}
        {user.may.manage && [button('roles'), button('plan')]}
        {user.may.help && [
          button('mailPasswordReset'),
          user.account.twoFactorEnabled && button('resetSecondFactor'),
          user.sessions.length > 0 && button('endSessions'),
          user.lock ? button('unlock') : button('lock', true),
        ]}
      </Group>
      {open === 'lock' && <LockDialog user={user} onClose={close} />}
      {open === 'impersonate' && <ImpersonateDialog user={user} onClose={close} />}
      {open === 'roles' && <RolesDialog user={user} onClose={close} />}
      {open === 'plan' && <PlanDialog user={user} onClose={close} />}
      {one && (
        <ActDialog
          title={t(`${one}.title`)}
          lead={t(`${one}.lead`)}
          submit={t(`${one}.submit`)}
          done={t(`${one}.done`)}
          act={userActs(user.account.id)[one]}
          onClose={close}
        />
      )}
    </>
  );
}
