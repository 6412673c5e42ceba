import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { EmptyState, ErrorState } from '@/components/states';
import { ApiError } from '@/lib/api/errors';
import { useMailContent } from '../api/mails';
import classes from './MailContent.module.css';

const views = ['page', 'text'] as const;
type View = (typeof views)[number];

/** In the frame no script runs and nothing belongs to this site; links open in a tab of their own. */
const sandbox = 'allow-popups allow-popups-to-escape-sandbox';
const framed = (html: string) => html.replace('<head>', '<head><base target="_blank">');

/** What stands in a mail, once somebody asks for it. */
export function MailContent({ id }: { id: string }) {
  const { t } = useTranslation('adminMails');
  const [view, setView] = useState<View>('page');
  const content = useMailContent(id);
  if (!content.data) {
    const notKept = content.error instanceof ApiError && content.error.code === 'notifications.mail_not_kept';
    return (
      <Panel title={t('content.title')}>
        {notKept ? (
          <EmptyState title={t('content.notKept')} hint={t('content.notKeptHint')} />
        ) : content.error ? (
          <ErrorState error={content.error} onRetry={() => content.mutate()} />
        ) : (
          <Stack gap="sm" align="flex-start">
            <Text size="sm" c="dimmed">
              {t('content.audited')}
            </Text>
            <Button variant="default" loading={content.isPending} onClick={() => content.mutate()}>
              {t('content.read')}
            </Button>
          </Stack>
        )}
      </Panel>
    );
  }
  return (
    <Panel title={t('content.title')} flush>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('content.title')}
          data={views.map((value) => ({ value, label: t(`content.${value}`) }))}
          value={view}
          onChange={(value) => setView(value as View)}
        />
      </div>
      {view === 'page' ? (
        <iframe
          className={classes.frame}
          sandbox={sandbox}
          srcDoc={framed(content.data.html)}
          title={t('content.frame')}
        />
      ) : (
        <pre className={classes.text} tabIndex={0} aria-label={t('content.text')}>
          {content.data.text}
        </pre>
      )}
    </Panel>
  );
}
