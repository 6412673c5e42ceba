import { Button, CloseButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useDecideForPerson, useFlagNow, useForgetPerson, type Flag } from '../api/flags';

/** The people for whom a flag is decided one by one. */
export function FlagPeople({ flag, mayDecide }: { flag: Flag; mayDecide: boolean }) {
  const { people } = useFlagNow(flag);
  const { t } = useTranslation('adminFlags');
  const errorText = useErrorText();
  const decide = useDecideForPerson(flag.name);
  const forget = useForgetPerson(flag.name);
  const [email, setEmail] = useState('');
  const [enabled, setEnabled] = useState('on');
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {t('people.title')}
      </Text>
      {people.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('people.none')}
        </Text>
      )}
      {people.map((person) => (
        <Group key={person.id} justify="space-between" wrap="nowrap">
          <Text size="sm" truncate>
            {person.email ?? t('people.gone')}
          </Text>
          <Group gap="xs" wrap="nowrap">
            <Tag tone={person.enabled ? 'accent' : 'plain'}>{t(person.enabled ? 'on' : 'off')}</Tag>
            {mayDecide && (
              <CloseButton
                aria-label={t('people.remove', { email: person.email ?? person.id })}
                disabled={forget.isPending}
                onClick={() => forget.mutate(person.id)}
              />
            )}
          </Group>
        </Group>
      ))}
      {forget.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errorText(forget.error)}
        </Text>
      )}
      {mayDecide && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            decide.mutate(
              { email: email.trim(), enabled: enabled === 'on' },
              { onSuccess: () => setEmail('') },
            );
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label={t('people.email')}
              type="email"
              required
              flex={1}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={decide.error ? errorText(decide.error) : null}
            />
            <NativeSelect
              aria-label={t('people.decision')}
              data={[
                { value: 'on', label: t('on') },
                { value: 'off', label: t('off') },
              ]}
              value={enabled}
              onChange={(event) => setEnabled(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={decide.isPending} disabled={email.trim() === ''}>
              {t('people.add')}
            </Button>
          </Group>
        </form>
      )}
    </Stack>
  );
}
