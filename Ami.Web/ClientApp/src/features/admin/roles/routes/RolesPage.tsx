import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LeaveGuard } from '@/components/LeaveGuard';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { useMay } from '@/lib/auth/useSession';
import { useRoles, type Role, type RoleMatrix } from '@/lib/roles/roles';
import { useChoiceParam } from '@/lib/urlState';
import { CreateDialog, DeleteDialog, RenameDialog } from '../components/dialogs';
import { PermissionTable } from '../components/PermissionTable';
import { ReviewDialog } from '../components/ReviewDialog';
import { RoleList, type RoleAct } from '../components/RoleList';
import { changesOf, decide, type Change, type Draft } from '../domain/draft';
import '../texts';
import classes from './RolesPage.module.css';

type Open = { act: RoleAct; role: Role } | { act: 'review'; changes: Change[] } | null;

function RolesView({ matrix }: { matrix: RoleMatrix }) {
  const { t } = useTranslation('adminRoles');
  const mayManage = useMay('roles.manage');
  const [draft, setDraft] = useState<Draft>({});
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'new'] as const, 'none');
  const changes = changesOf(draft, matrix.roles);
  const count = changes.reduce((sum, one) => sum + one.added.length + one.removed.length, 0);
  return (
    <Stack gap="md">
      <Panel
        title={t('list')}
        flush
        actions={
          mayManage && (
            <Button size="xs" onClick={() => setDialog('new')}>
              {t('act.create')}
            </Button>
          )
        }
      >
        <RoleList roles={matrix.roles} mayManage={mayManage} onAct={(act, role) => setOpen({ act, role })} />
      </Panel>
      <Panel
        title={t('matrix')}
        flush
        actions={
          mayManage && (
            <Group gap="xs">
              <Text size="sm" c="dimmed" role="status" className={classes.pending}>
                {count > 0 ? t('pending', { count }) : ''}
              </Text>
              <Button size="xs" variant="default" disabled={count === 0} onClick={() => setDraft({})}>
                {t('act.discard')}
              </Button>
              <Button size="xs" disabled={count === 0} onClick={() => setOpen({ act: 'review', changes })}>
                {t('act.review')}
              </Button>
            </Group>
          )
        }
      >
        <PermissionTable
          matrix={matrix}
          draft={draft}
          mayManage={mayManage}
          onDecide={(role, permission, granted) => setDraft((old) => decide(old, role, permission, granted))}
        />
      </Panel>
      <LeaveGuard
        dirty={count > 0}
        title={t('leave.title')}
        lead={t('leave.lead', { count })}
        stay={t('leave.stay')}
        go={t('leave.go')}
      />
      {dialog === 'new' && mayManage && <CreateDialog source={null} onClose={() => setDialog('none')} />}
      {open?.act === 'clone' && <CreateDialog source={open.role} onClose={close} />}
      {open?.act === 'rename' && <RenameDialog role={open.role} onClose={close} />}
      {open?.act === 'delete' && <DeleteDialog role={open.role} onClose={close} />}
      {open?.act === 'review' && (
        <ReviewDialog matrix={matrix} changes={open.changes} onSaved={() => setDraft({})} onClose={close} />
      )}
    </Stack>
  );
}

/** Which roles there are and what they may do. */
export function RolesPage() {
  const { t } = useTranslation('adminRoles');
  const roles = useRoles();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <QueryView query={roles}>{(matrix) => <RolesView matrix={matrix} />}</QueryView>
    </Page>
  );
}

export { RolesPage as Component };
