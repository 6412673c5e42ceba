import { SegmentedControl } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useChoiceParam } from '@/lib/urlState';
import { kinds, useAnnouncements, useReadAll } from '../api/announcements';
import { Entries } from '../components/Entries';
import '../texts';
import classes from './NewsPage.module.css';

/** What people are told, newest first. Opening it marks everything as read. */
export function NewsPage() {
  const { t } = useTranslation('news');
  const [kind, setKind] = useChoiceParam('kind', kinds, 'all');
  const query = useAnnouncements(kind);
  const { mutate: readAll } = useReadAll();
  const unread = query.data?.pages.some((page) => page.items.some((one) => !one.isRead)) ?? false;
  useEffect(() => {
    if (unread) readAll();
  }, [unread, readAll]);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className={classes.kinds}>
        <SegmentedControl
          size="xs"
          aria-label={t('kinds')}
          data={kinds.map((value) => ({ value, label: t(`filter.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
        />
      </div>
      <QueryView query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          return entries.length === 0 ? (
            <EmptyState icon="news" title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <Entries entries={entries} mixed query={query} />
          );
        }}
      </QueryView>
    </Page>
  );
}

export { NewsPage as Component };
