import { NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { MoreButton } from '@/components/MoreButton';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { toast } from '@/components/toasts';
import { useThread, useThreads, type Post, type Sort } from './api';
import classes from './Discussion.module.css';
import { PostForm } from './PostForm';
import './texts';
import { Thread } from './Thread';

const sorts = ['-lastAt', '-votes'] as const satisfies readonly Sort[];

function Threads({
  lesson,
  sort,
  named,
  mayWrite,
}: {
  lesson: string;
  sort: Sort;
  named: Post | undefined;
  mayWrite: boolean;
}) {
  const { t } = useTranslation('discussion');
  const query = useThreads(lesson, sort);
  return (
    <QueryView query={query} skeleton={<RowsSkeleton rows={2} />}>
      {({ pages }) => {
        // The one that the address names comes first, wherever it stands.
        const listed = pages.flatMap((page) => page.items).filter((thread) => thread.id !== named?.id);
        const threads = named ? [named, ...listed] : listed;
        return threads.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('none')}
          </Text>
        ) : (
          <div>
            <ul className={classes.list}>
              {threads.map((thread) => (
                <li key={thread.id}>
                  <Thread thread={thread} isOpen={thread.id === named?.id} mayWrite={mayWrite} />
                </li>
              ))}
            </ul>
            <MoreButton {...query} />
          </div>
        );
      }}
    </QueryView>
  );
}

/** Below a lesson: what was asked and answered about it, and asking. */
export default function DiscussionPanel({ lesson, mayWrite }: { lesson: string; mayWrite: boolean }) {
  const { t } = useTranslation('discussion');
  const [params] = useSearchParams();
  const [sort, setSort] = useState<Sort>(sorts[0]);
  const named = useThread(lesson, params.get('thread'));
  return (
    <Panel title={t('title')}>
      <Stack gap="lg">
        {mayWrite && (
          <PostForm
            lesson={lesson}
            thread={null}
            label={t('ask')}
            hint={t('askHint')}
            submit={t('askSubmit')}
            onDone={() => toast(t('asked'))}
          />
        )}
        <div className={classes.bar}>
          <NativeSelect
            label={t('sort')}
            size="xs"
            data={sorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
            value={sort}
            onChange={(event) => setSort(event.currentTarget.value as Sort)}
          />
        </div>
        <Threads
          lesson={lesson}
          sort={sort}
          named={named.data?.lessonId === lesson ? named.data : undefined}
          mayWrite={mayWrite}
        />
      </Stack>
    </Panel>
  );
}
