import { Button, Group, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/Combobox.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/ScrollArea.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { Stat, Stats } from '@/components/Stat';
import { toast } from '@/components/toasts';
import type { UserProfile } from '@/lib/auth/session';
import { useUser } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useUpdateProfile } from '../api/updateProfile';
import { useFieldErrors } from '../components/fieldErrors';
import { FormAlert } from '../components/FormAlert';
import { nameLength } from '../components/rules';
import { AvatarPanel } from '../my-data/AvatarPanel';
import '../texts';

const plans = ['free', 'basic', 'pro', 'premium'] as const;

/** Each by its own name, so that whoever is lost finds theirs. */
const languageNames = [
  { value: 'es', label: 'Español' },
  { value: 'en', label: 'English' },
];

const timeZones = () => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

function ProfileForm({ user }: { user: UserProfile }) {
  const { t } = useTranslation('identity');
  const update = useUpdateProfile();
  const fieldErrors = useFieldErrors();
  const zones = timeZones();
  const form = useForm({
    initialValues: { displayName: user.displayName, language: user.language, timeZone: user.timeZone },
    validate: {
      displayName: (value) =>
        value.trim() === ''
          ? t('problems.displayName')
          : value.trim().length > nameLength
            ? t('problems.displayNameLong', { count: nameLength })
            : null,
      timeZone: (value) => (value ? null : t('problems.timeZone')),
    },
  });

  const submit = form.onSubmit(({ displayName, language, timeZone }) =>
    update.mutate(
      { displayName: displayName.trim(), language, timeZone },
      {
        onSuccess: () => toast(t('account.saved')),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={440}>
        <FormAlert error={update.error} fields={['displayName', 'timeZone']} />
        <TextInput
          label={t('displayName')}
          description={t('displayNameHint')}
          autoComplete="name"
          {...form.getInputProps('displayName')}
        />
        <NativeSelect
          label={t('account.language')}
          description={t('account.languageHint')}
          data={languageNames}
          {...form.getInputProps('language')}
        />
        <Select
          label={t('account.timeZone')}
          description={t('account.timeZoneHint')}
          data={zones.includes(user.timeZone) ? zones : [user.timeZone, ...zones]}
          searchable
          limit={50}
          allowDeselect={false}
          nothingFoundMessage={t('account.nothingFound')}
          {...form.getInputProps('timeZone')}
        />
        <Group>
          <Button type="submit" loading={update.isPending}>
            {t('account.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function ProfilePage() {
  const { t } = useTranslation('identity');
  const formats = useFormats();
  const user = useUser();
  if (!user) return null;
  const plan = plans.find((known) => known === user.plan);
  return (
    <Stack gap="md">
      <Stats>
        <Stat label={t('account.email')}>{user.email}</Stat>
        <Stat label={t('account.plan')}>{plan ? t(`account.plans.${plan}`) : user.plan}</Stat>
        <Stat label={t('account.memberSince')}>{formats.date(user.createdAt)}</Stat>
      </Stats>
      <AvatarPanel user={user} />
      <Panel title={t('account.profile')}>
        <ProfileForm key={user.id} user={user} />
      </Panel>
    </Stack>
  );
}

export { ProfilePage as Component };
