import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SearchField } from '@/components/adminTable/SearchField';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { useAddress, useChoiceParam, useTextParam } from '@/lib/urlState';
import { sorts, statuses, useIdeas } from '../api/feedback';
import { IdeaList } from '../components/IdeaList';
import { PostDialog } from '../components/PostDialog';
import '../texts';
import classes from './FeedbackPage.module.css';

const anyStatus = ['any', ...statuses] as const;
const whose = ['all', 'mine', 'voted'] as const;

/** What people ask for: search, filter and order stand in the address. */
export function FeedbackPage() {
  const { t } = useTranslation('feedback');
  const [, change] = useAddress();
  const [q, setQ] = useTextParam('q');
  const [status, setStatus] = useChoiceParam('status', anyStatus, 'any');
  const [of, setOf] = useChoiceParam('of', whose, 'all');
  const [sort, setSort] = useChoiceParam('sort', sorts, '-votes');
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'new'] as const, 'none');
  const query = useIdeas({
    ...(q.trim() === '' ? {} : { q: q.trim() }),
    ...(status === 'any' ? {} : { status }),
    ...(of === 'all' ? {} : { of }),
    sort,
  });
  const narrowed = q.trim() !== '' || status !== 'any' || of !== 'all';
  const post = () => setDialog('new');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={post}>
          {t('post.open')}
        </Button>
      }
    >
      <div className={classes.measure}>
        <div className={classes.tools} role="search">
          <div className={classes.search}>
            <SearchField label={t('search')} value={q} onChange={setQ} />
          </div>
          <NativeSelect
            className={classes.choice}
            aria-label={t('filter.status')}
            data={anyStatus.map((value) => ({ value, label: t(`filter.${value}`) }))}
            value={status}
            onChange={(event) => setStatus(event.currentTarget.value as typeof status)}
          />
          <NativeSelect
            className={classes.choice}
            aria-label={t('filter.of')}
            data={whose.map((value) => ({ value, label: t(`of.${value}`) }))}
            value={of}
            onChange={(event) => setOf(event.currentTarget.value as typeof of)}
          />
          <NativeSelect
            className={classes.choice}
            aria-label={t('filter.sort')}
            data={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
            value={sort}
            onChange={(event) => setSort(event.currentTarget.value as typeof sort)}
          />
        </div>
        <Panel flush>
          <QueryView query={query} skeleton={<RowsSkeleton rows={6} height={48} />}>
            {({ pages }) => {
              const ideas = pages.flatMap((page) => page.items);
              if (ideas.length > 0) return <IdeaList ideas={ideas} query={query} />;
              return narrowed ? (
                <EmptyState
                  icon="search"
                  title={t('nothing')}
                  hint={t('nothingHint')}
                  action={
                    <Button variant="default" size="xs" onClick={() => change(() => new URLSearchParams())}>
                      {t('clear')}
                    </Button>
                  }
                />
              ) : (
                <EmptyState icon="idea" title={t('empty')} hint={t('emptyHint')} />
              );
            }}
          </QueryView>
        </Panel>
      </div>
      {dialog === 'new' && <PostDialog onClose={() => setDialog('none')} />}
    </Page>
  );
}

export { FeedbackPage as Component };
