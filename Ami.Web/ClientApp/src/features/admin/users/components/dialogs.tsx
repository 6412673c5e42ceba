import { Checkbox, NativeSelect, Stack, Textarea } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useRoleTexts } from '@/components/roles/useRoleTexts';
import { userActs, type UserDetail } from '../api/user';
import { ActDialog } from './ActDialog';
import { plans } from './vocabulary';

type Props = { user: UserDetail; onClose: () => void };

const minReason = 3;
const maxReason = 500;

function useReason() {
  const { t } = useTranslation('adminUsers');
  const [reason, setReason] = useState('');
  const field = (
    <Textarea
      label={t('reason')}
      description={t('reasonHint')}
      autosize
      minRows={2}
      maxLength={maxReason}
      data-autofocus
      value={reason}
      onChange={(event) => setReason(event.currentTarget.value)}
    />
  );
  return { reason: reason.trim(), ready: reason.trim().length >= minReason, field };
}

export function LockDialog({ user, onClose }: Props) {
  const { t } = useTranslation('adminUsers');
  const { reason, ready, field } = useReason();
  return (
    <ActDialog
      title={t('lock.title')}
      lead={t('lock.lead')}
      submit={t('lock.submit')}
      done={t('lock.done')}
      danger
      ready={ready}
      act={() => userActs(user.account.id).lock(reason)}
      onClose={onClose}
    >
      {field}
    </ActDialog>
  );
}

export function ImpersonateDialog({ user, onClose }: Props) {
  const { t } = useTranslation('adminUsers');
  const navigate = useNavigate();
  const { reason, ready, field } = useReason();
  return (
    <ActDialog
      title={t('impersonate.title', { name: user.account.displayName })}
      lead={t('impersonate.lead')}
      submit={t('impersonate.submit')}
      ready={ready}
      act={async () => {
        await userActs(user.account.id).impersonate(reason);
        await navigate('/');
      }}
      onClose={onClose}
    >
      {field}
    </ActDialog>
  );
}

export function RolesDialog({ user, onClose }: Props) {
  const { t } = useTranslation('adminUsers');
  const { roles, nameOf, descriptionOf } = useRoleTexts();
  const [chosen, setChosen] = useState(user.account.roles);
  const toggle = (role: string) =>
    setChosen((old) => (old.includes(role) ? old.filter((one) => one !== role) : [...old, role]));
  const loses = user.account.roles.some((role) => !chosen.includes(role));
  return (
    <ActDialog
      title={t('roles.title')}
      lead={loses ? t('roles.leadLoses') : t('roles.lead')}
      submit={t('roles.submit')}
      done={t('roles.done')}
      ready={chosen.length > 0}
      act={() => userActs(user.account.id).changeRoles(chosen)}
      onClose={onClose}
    >
      <Stack gap="sm" role="group" aria-label={t('column.roles')}>
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={nameOf(role)}
            description={descriptionOf(role)}
            checked={chosen.includes(role)}
            onChange={() => toggle(role)}
          />
        ))}
      </Stack>
    </ActDialog>
  );
}

export function PlanDialog({ user, onClose }: Props) {
  const { t } = useTranslation('adminUsers');
  const [plan, setPlan] = useState(user.account.plan);
  return (
    <ActDialog
      title={t('plans.title')}
      lead={t('plans.lead')}
      submit={t('plans.submit')}
      done={t('plans.done')}
      ready={plan !== user.account.plan}
      act={() => userActs(user.account.id).changePlan(plan)}
      onClose={onClose}
    >
      <NativeSelect
        label={t('column.plan')}
        data={plans.map((value) => ({ value, label: t(`plan.${value}`) }))}
        value={plan}
        onChange={(event) => setPlan(plans.find((one) => one === event.currentTarget.value) ?? plan)}
      />
    </ActDialog>
  );
}
