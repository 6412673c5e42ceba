import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { useRoleTexts } from '@/components/roles/useRoleTexts';
import { rolesKey, type Role } from '@/lib/roles/roles';
import { roleActs } from '../api/roles';

const minName = 2;
const maxName = 40;
const maxDescription = 200;

function useWords(name: string, description: string) {
  const { t } = useTranslation('adminRoles');
  const [displayName, setDisplayName] = useState(name);
  const [text, setText] = useState(description);
  const fields = (
    <>
      <TextInput
        label={t('field.name')}
        data-autofocus
        maxLength={maxName}
        value={displayName}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      <TextInput
        label={t('field.description')}
        maxLength={maxDescription}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </>
  );
  const body = { displayName: displayName.trim(), description: text.trim() };
  return { body, ready: body.displayName.length >= minName, fields };
}

/** Makes a role: empty, or with the permissions of another. */
export function CreateDialog({ source, onClose }: { source: Role | null; onClose: () => void }) {
  const { t } = useTranslation('adminRoles');
  const { roles, nameOf } = useRoleTexts();
  const [from, setFrom] = useState(source?.name ?? '');
  const { body, ready, fields } = useWords('', '');
  return (
    <ActDialog
      title={source ? t('clone.title', { role: nameOf(source.name) }) : t('create.title')}
      lead={t('create.lead')}
      submit={t('create.submit')}
      done={t('create.done')}
      ready={ready}
      act={() => roleActs.create({ ...body, from: from || null })}
      refresh={[rolesKey]}
      onClose={onClose}
    >
      {fields}
      <NativeSelect
        label={t('field.from')}
        data={[
          { value: '', label: t('field.fromNothing') },
          ...roles.map((value) => ({ value, label: nameOf(value) })),
        ]}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
    </ActDialog>
  );
}

export function RenameDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t } = useTranslation('adminRoles');
  const { nameOf } = useRoleTexts();
  const { body, ready, fields } = useWords(role.displayName ?? '', role.description);
  return (
    <ActDialog
      title={t('rename.title', { role: nameOf(role.name) })}
      lead={t(role.isBuiltIn ? 'rename.leadBuiltIn' : 'rename.lead')}
      submit={t('rename.submit')}
      done={t('rename.done')}
      ready={ready || (role.isBuiltIn && body.displayName === '')}
      act={() => roleActs.rename(role, body)}
      refresh={[rolesKey]}
      onClose={onClose}
    >
      {fields}
    </ActDialog>
  );
}

export function DeleteDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t } = useTranslation('adminRoles');
  const { nameOf } = useRoleTexts();
  return (
    <ActDialog
      title={t('delete.title', { role: nameOf(role.name) })}
      lead={role.people === 0 ? t('delete.leadUnused') : t('delete.lead', { count: role.people })}
      submit={t('delete.submit')}
      done={t('delete.done')}
      danger
      act={() => roleActs.remove(role)}
      // Accounts change with it, and with the account whatever else shows roles.
      refresh={[['admin']]}
      onClose={onClose}
    />
  );
}
