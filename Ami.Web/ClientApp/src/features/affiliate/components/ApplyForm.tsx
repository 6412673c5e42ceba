import { Alert, Button, Checkbox, List, Stack, Text, Textarea } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/List.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useApply, type AffiliateTerms } from '../api/affiliate';

/** What one gets and agrees to, and the application. */
export function ApplyForm({ terms }: { terms: AffiliateTerms }) {
  const { t } = useTranslation('affiliate');
  const formats = useFormats();
  const errorText = useErrorText();
  const apply = useApply();
  const [about, setAbout] = useState('');
  const [accepted, setAccepted] = useState(false);
  const ready = accepted && about.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) apply.mutate(about.trim(), { onSuccess: () => toast(t('apply.done')) });
  };
  const share = (rate: number) => formats.percent(rate, 0);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm">{t('apply.lead')}</Text>
        <List size="sm" spacing={4}>
          <List.Item>
            {t('terms.rates', { plan: share(terms.subscriptionRate), once: share(terms.productRate) })}
          </List.Item>
          <List.Item>{t('terms.click', { count: terms.clickDays })}</List.Item>
          <List.Item>{t('terms.earning', { count: terms.earningDays })}</List.Item>
          <List.Item>{t('terms.hold', { count: terms.holdDays })}</List.Item>
          <List.Item>{t('terms.back')}</List.Item>
          <List.Item>{t('terms.self')}</List.Item>
          <List.Item>{t('terms.leave')}</List.Item>
        </List>
        {apply.error && (
          <Alert color="red" role="alert">
            {errorText(apply.error)}
          </Alert>
        )}
        <Textarea
          label={t('apply.about')}
          description={t('apply.aboutHint')}
          autosize
          minRows={3}
          maxLength={1000}
          value={about}
          onChange={(event) => setAbout(event.currentTarget.value)}
        />
        <Checkbox
          label={t('apply.accept')}
          checked={accepted}
          onChange={(event) => setAccepted(event.currentTarget.checked)}
        />
        <div>
          <Button type="submit" disabled={!ready} loading={apply.isPending}>
            {t('apply.submit')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
