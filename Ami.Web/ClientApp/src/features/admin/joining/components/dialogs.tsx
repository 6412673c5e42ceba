import { Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import {
  joiningKey,
  removeFromWaitlist,
  revokeInvitationOf,
  useInviteFromWaitlist,
  useMakeInvitations,
  type InvitationRow,
  type MadeInvitation,
  type WaitlistRow,
} from '../api/joining';

const isBetween = (value: number | string, most: number) => Number(value) >= 1 && Number(value) <= most;

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('adminJoining');
  const inviteFromWaitlist = useInviteFromWaitlist();
  const [count, setCount] = useState<number | string>(10);
  return (
    <ActDialog
      title={t('invite.title')}
      lead={t('invite.lead')}
      submit={t('invite.submit')}
      ready={isBetween(count, 500)}
      act={async () => {
        const { invited } = await inviteFromWaitlist({ count: Number(count) });
        toast(t('invite.done', { count: invited }));
      }}
      refresh={[joiningKey]}
      onClose={onClose}
    >
      <NumberInput
        label={t('invite.count')}
        allowDecimal={false}
        hideControls
        data-autofocus
        value={count}
        onChange={setCount}
      />
    </ActDialog>
  );
}

export function EntryDialog({ row, onClose }: { row: WaitlistRow; onClose: () => void }) {
  const { t } = useTranslation('adminJoining');
  const inviteFromWaitlist = useInviteFromWaitlist();
  const [act, setAct] = useState<'invite' | 'remove' | null>(null);
  if (act === 'invite')
    return (
      <ActDialog
        title={row.email}
        lead={t(row.state === 'invited' ? 'entry.againLead' : 'entry.inviteLead')}
        submit={t('entry.invite')}
        act={async () => {
          const { invited } = await inviteFromWaitlist({ ids: [row.id] });
          toast(t('invite.done', { count: invited }));
        }}
        refresh={[joiningKey]}
        onClose={onClose}
      />
    );
  if (act === 'remove')
    return (
      <ActDialog
        title={row.email}
        lead={t('entry.removeLead')}
        submit={t('entry.remove')}
        done={t('entry.removed')}
        danger
        act={() => removeFromWaitlist(row.id)}
        refresh={[joiningKey]}
        onClose={onClose}
      />
    );
  return (
    <Dialog opened onClose={onClose} title={row.email}>
      <Stack gap="md">
        <Text size="sm">{t(`entry.state.${row.state}`)}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" c="var(--mantine-color-error)" onClick={() => setAct('remove')}>
            {t('entry.remove')}
          </Button>
          {(row.state === 'waiting' || row.state === 'invited') && (
            <Button onClick={() => setAct('invite')}>{t('entry.invite')}</Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

export function MakeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('adminJoining');
  const makeInvitations = useMakeInvitations();
  const [count, setCount] = useState<number | string>(1);
  const [email, setEmail] = useState('');
  const [made, setMade] = useState<readonly MadeInvitation[] | null>(null);
  const done = useRef(false);
  if (made)
    return (
      <Dialog opened onClose={onClose} title={t('make.made')}>
        <Textarea
          label={t('make.links')}
          readOnly
          rows={Math.min(10, made.length + 1)}
          value={made.map(({ link }) => link).join('\n')}
          onFocus={(event) => event.currentTarget.select()}
        />
      </Dialog>
    );
  const forOne = email.trim() !== '';
  return (
    <ActDialog
      title={t('make.title')}
      lead={t('make.lead')}
      submit={t('make.submit')}
      ready={forOne || isBetween(count, 100)}
      act={async () => {
        const invitations = await makeInvitations(forOne ? 1 : Number(count), forOne ? email.trim() : null);
        done.current = true;
        setMade(invitations);
      }}
      refresh={[joiningKey]}
      // Once they are made, what shows them stands in the place of this.
      onClose={() => {
        if (!done.current) onClose();
      }}
    >
      <TextInput
        label={t('make.email')}
        description={t('make.emailHint')}
        type="email"
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NumberInput
        label={t('make.count')}
        allowDecimal={false}
        hideControls
        disabled={forOne}
        value={forOne ? 1 : count}
        onChange={setCount}
      />
    </ActDialog>
  );
}

export function RevokeDialog({ row, onClose }: { row: InvitationRow; onClose: () => void }) {
  const { t } = useTranslation('adminJoining');
  return (
    <ActDialog
      title={t('revoke.title', { code: row.code })}
      lead={t('revoke.lead')}
      submit={t('revoke.submit')}
      done={t('revoke.done')}
      danger
      act={() => revokeInvitationOf(row.id)}
      refresh={[joiningKey]}
      onClose={onClose}
    />
  );
}
