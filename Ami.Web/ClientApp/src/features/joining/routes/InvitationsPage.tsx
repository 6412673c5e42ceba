import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { CopyField } from '@/components/CopyField';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import {
  invitationsKey,
  revokeInvitation,
  useInvitations,
  useInvite,
  type Invitation,
} from '../api/invitations';
import '../texts';
import classes from './InvitationsPage.module.css';

function Row({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const { t } = useTranslation('joining');
  const formats = useFormats();
  const open = invitation.state === 'open';
  return (
    <li className={classes.row}>
      <Stack gap={4} className={classes.words}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {invitation.email ?? invitation.code}
          </Text>
          <Tag tone={open ? 'accent' : 'plain'}>{t(`state.${invitation.state}`)}</Tag>
        </Group>
        {open && (
          <CopyField copy={t('copy')} copied={t('copied')} label={t('invite.link')} value={invitation.link} />
        )}
        <Text size="xs" c="dimmed">
          {t('invite.until', { date: formats.date(invitation.expiresAt) })}
        </Text>
      </Stack>
      {open && (
        <Button variant="default" size="xs" onClick={onRevoke}>
          {t('invite.revoke')}
        </Button>
      )}
    </li>
  );
}

function InviteForm({ left }: { left: number }) {
  const { t } = useTranslation('joining');
  const errorText = useErrorText();
  const invite = useInvite();
  const [email, setEmail] = useState('');
  const send = (to: string | null) =>
    invite.mutate(to, {
      onSuccess() {
        setEmail('');
        toast(t(to ? 'invite.mailed' : 'invite.made'));
      },
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim() !== '') send(email.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('invite.left', { count: left })}</Text>
        {invite.error && (
          <Alert color="red" role="alert">
            {errorText(invite.error)}
          </Alert>
        )}
        <Group gap="xs" align="flex-end">
          <TextInput
            flex="1 1 220px"
            label={t('invite.email')}
            type="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" disabled={left === 0 || email.trim() === ''} loading={invite.isPending}>
            {t('invite.mail')}
          </Button>
          <Button variant="default" disabled={left === 0 || invite.isPending} onClick={() => send(null)}>
            {t('invite.link')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Members invite friends: a few, by mail or by a link to pass on. */
export function InvitationsPage() {
  const { t } = useTranslation('joining');
  const query = useInvitations();
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  return (
    <>
      <title>{`${t('invite.title')} · AMI`}</title>
      <QueryView query={query}>
        {({ items, left }) => (
          <Stack gap="md">
            <Panel title={t('invite.title')}>
              <InviteForm left={left} />
            </Panel>
            <Panel title={t('invite.list')} flush>
              {items.length === 0 ? (
                <EmptyState icon="mail" title={t('invite.empty')} hint={t('invite.emptyHint')} />
              ) : (
                <ul className={classes.list}>
                  {items.map((one) => (
                    <Row key={one.id} invitation={one} onRevoke={() => setRevoking(one)} />
                  ))}
                </ul>
              )}
            </Panel>
          </Stack>
        )}
      </QueryView>
      {revoking && (
        <ActDialog
          title={t('invite.revokeTitle')}
          lead={t('invite.revokeLead')}
          submit={t('invite.revoke')}
          done={t('invite.revoked')}
          danger
          act={() => revokeInvitation(revoking.id)}
          refresh={[invitationsKey]}
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  );
}

export { InvitationsPage as Component };
