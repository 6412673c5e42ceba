import { List, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/List.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { useRoleTexts } from '@/components/roles/useRoleTexts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { rolesKey, type RoleMatrix } from '@/lib/roles/roles';
import { roleActs } from '../api/roles';
import { permissionsAfter, type Change } from '../domain/draft';

type Props = { matrix: RoleMatrix; changes: readonly Change[]; onSaved: () => void; onClose: () => void };

/** What the draft would change and for how many people, before it is saved; exactly what is shown is sent. */
export function ReviewDialog({ matrix, changes, onSaved, onClose }: Props) {
  const { t } = useTranslation('adminRoles');
  const language = useLanguage();
  const { nameOf } = useRoleTexts();
  const [shown] = useState(changes);
  const words = (name: string) =>
    matrix.permissions.find((one) => one.name === name)?.words[language] ?? name;

  async function save() {
    // One after the other: what was saved before a refusal stays, and is no longer a change.
    for (const change of shown) await roleActs.decide(change.role, permissionsAfter(change));
  }

  return (
    <ActDialog
      title={t('review.title')}
      lead={t('review.lead')}
      submit={t('review.submit')}
      done={t('review.done')}
      act={save}
      refresh={[rolesKey]}
      onDone={onSaved}
      onClose={onClose}
    >
      {shown.map(({ role, added, removed }) => (
        <Stack key={role.name} gap={4}>
          <Text size="sm" fw={600}>
            {t('review.role', { role: nameOf(role.name), count: role.people })}
          </Text>
          <List size="sm">
            {added.map((name) => (
              <List.Item key={name}>{t('review.added', { permission: words(name) })}</List.Item>
            ))}
            {removed.map((name) => (
              <List.Item key={name}>{t('review.removed', { permission: words(name) })}</List.Item>
            ))}
          </List>
        </Stack>
      ))}
    </ActDialog>
  );
}
