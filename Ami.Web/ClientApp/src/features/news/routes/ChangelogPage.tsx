import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useChangelog } from '../api/announcements';
import { Entries } from '../components/Entries';
import '../texts';

/** What became new or different, for everybody who wants to know, signed in or not. */
export function ChangelogPage() {
  const { t } = useTranslation('news');
  const query = useChangelog();
  return (
    <Page title={t('changelog.title')} lead={t('changelog.lead')}>
      <QueryView query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          return entries.length === 0 ? (
            <EmptyState icon="news" title={t('changelog.empty')} hint={t('changelog.emptyHint')} />
          ) : (
            <Entries entries={entries} query={query} />
          );
        }}
      </QueryView>
    </Page>
  );
}

export { ChangelogPage as Component };
