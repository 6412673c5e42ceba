import { Anchor, Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Facts } from '@/components/Facts';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { toast } from '@/components/toasts';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useMail, useRetryMail, type MailRow } from '../api/mails';
import { MailContent } from '../components/MailContent';
import { MailState } from '../components/MailState';
import '../texts';

function MailFacts({ mail }: { mail: MailRow }) {
  const { t } = useTranslation('adminMails');
  const formats = useFormats();
  const facts: [string, ReactNode][] = [
    [t('column.state'), <MailState key="state" state={mail.state} />],
    [t('column.address'), mail.address],
    [
      t('column.userId'),
      <Anchor component={Link} inherit key="user" to={`/admin/users/${mail.userId}`}>
        {mail.userId}
      </Anchor>,
    ],
    [t('column.kind'), mail.kind],
    [t('column.language'), t(`language.${mail.language}`)],
    [t('column.createdAt'), formats.fullTime(mail.createdAt)],
    [t('column.attempts'), formats.integer(mail.attempts)],
  ];
  if (mail.sentAt) facts.push([t('column.sentAt'), formats.fullTime(mail.sentAt)]);
  if (mail.dueAt) facts.push([t('column.dueAt'), formats.fullTime(mail.dueAt)]);
  if (mail.lastError) facts.push([t('column.lastError'), mail.lastError]);
  return <Facts items={facts} />;
}

function RetryButton({ id }: { id: string }) {
  const { t } = useTranslation('adminMails');
  const errorText = useErrorText();
  const retry = useRetryMail(id);
  return (
    <Button
      size="xs"
      loading={retry.isPending}
      onClick={() =>
        retry.mutate(undefined, {
          onSuccess: () => toast(t('retried')),
          onError: (error) => toast(errorText(error), { tone: 'error' }),
        })
      }
    >
      {t('retry')}
    </Button>
  );
}

/** One mail: what became of it, and for administrators what stands in it. */
export function MailPage() {
  const { t } = useTranslation('adminMails');
  const { id = '' } = useParams();
  const query = useMail(id);
  const mayRead = useMay('mails.read-content');
  return (
    <Page
      title={query.data?.subject ?? t('title')}
      actions={
        <Button
          component={Link}
          to="/admin/mails"
          variant="default"
          size="xs"
          leftSection={<Icon name="chevronLeft" size={14} />}
        >
          {t('back')}
        </Button>
      }
    >
      <QueryView query={query}>
        {(mail) => (
          <Stack gap="md">
            <Panel title={t('facts')} actions={mail.state === 'failed' && <RetryButton id={mail.id} />}>
              <MailFacts mail={mail} />
            </Panel>
            {mayRead ? (
              mail.state === 'sent' && <MailContent key={mail.id} id={mail.id} />
            ) : (
              <Text size="sm" c="dimmed">
                {t('content.adminOnly')}
              </Text>
            )}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

export { MailPage as Component };
