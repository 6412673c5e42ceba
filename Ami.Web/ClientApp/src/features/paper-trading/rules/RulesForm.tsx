import { Alert, Button, Checkbox, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/SimpleGrid.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { toast } from '@/components/toasts';
import { useNumberProblem } from '@/components/useNumberProblem';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Account } from '../api/types';
import { useSetRules } from './api';
import type { RulesLook } from './judge';
import { draftOf, limits, readRules, ruleFields, sameRules, type RuleField } from './rulesDraft';
import { useRuleWords } from './useRuleWords';

/** What an account does not allow its owner, field by field, with what each is for. */
export function RulesForm({ account, look }: { account: Account; look: RulesLook }) {
  const { t } = useTranslation('paperRules');
  const formats = useFormats();
  const errorText = useErrorText();
  const numberProblem = useNumberProblem();
  const words = useRuleWords();
  const set = useSetRules(account.id);
  const [draft, setDraft] = useState(() => draftOf(look.wanted, formats.decimalSeparator));
  const { problems, rules } = readRules(draft, formats.decimalSeparator);
  const isUnchanged = rules !== null && sameRules(rules, look.wanted);

  function problemText(field: RuleField): string | null {
    const problem = problems[field];
    if (!problem) return null;
    const { digits, most } = limits[field];
    return problem === 'tooMuch'
      ? t('tooMuch', { most: formats.integer(most) })
      : problem === 'together'
        ? t('together')
        : numberProblem(problem, digits);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!rules || isUnchanged) return;
    set.mutate(rules, {
      onSuccess: ({ wantedFrom }) =>
        toast(wantedFrom ? t('savedLater', { time: formats.dateTime(wantedFrom) }) : t('saved')),
    });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('lead')}</Text>
        {look.wantedFrom && (
          <Alert color="yellow" role="status">
            {t('waiting', { time: formats.dateTime(look.wantedFrom), rules: words(look.inForce) })}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          {ruleFields.map((field) => (
            <AmountInput
              key={field}
              label={t(`field.${field}`)}
              description={t(`hint.${field}`)}
              value={draft[field]}
              onChange={(value) => setDraft((old) => ({ ...old, [field]: value }))}
              error={problemText(field)}
            />
          ))}
          <Checkbox
            label={t('field.needsStop')}
            description={t('hint.needsStop')}
            checked={draft.needsStop}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              setDraft((old) => ({ ...old, needsStop: checked }));
            }}
          />
        </SimpleGrid>
        {set.error && (
          <Alert color="red" role="alert">
            {errorText(set.error)}
          </Alert>
        )}
        <Group justify="space-between" align="center">
          <Text size="xs" c="dimmed">
            {t('when')}
          </Text>
          <Button type="submit" loading={set.isPending} disabled={!rules || isUnchanged}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
