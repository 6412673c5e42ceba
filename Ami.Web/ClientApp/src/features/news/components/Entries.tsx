import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Announcement, useChangelog } from '../api/announcements';
import classes from './Entries.module.css';
import { useWords } from './useWords';

type Props = {
  entries: readonly Announcement[];
  /** Whether each says what it is about: news, or a change. */
  mixed?: boolean;
  query: Pick<ReturnType<typeof useChangelog>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
};

/** Announcements in full, newest first, page by page. */
export function Entries({ entries, mixed, query }: Props) {
  const { t } = useTranslation('news');
  const formats = useFormats();
  const errorText = useErrorText();
  const words = useWords();
  const more = async () => {
    const { error } = await query.fetchNextPage();
    if (error) toast(errorText(error), { tone: 'error' });
  };
  return (
    <div className={classes.list}>
      {entries.map((one) => {
        const { title, paragraphs } = words(one);
        return (
          <article key={one.id} className={classes.entry} aria-labelledby={`news-${one.id}`}>
            <Stack gap="xs">
              <Title order={2} id={`news-${one.id}`}>
                {title}
              </Title>
              <div className={classes.facts}>
                <time dateTime={one.publishedAt}>{formats.date(one.publishedAt)}</time>
                {mixed && <Tag>{t(`kind.${one.kind}`)}</Tag>}
                {mixed && !one.isRead && <Tag tone="accent">{t('unread')}</Tag>}
              </div>
              {paragraphs.map((paragraph, index) => (
                <Text key={index} className={classes.text}>
                  {paragraph}
                </Text>
              ))}
            </Stack>
          </article>
        );
      })}
      {query.hasNextPage && (
        <Group justify="center">
          <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void more()}>
            {t('loadMore', { ns: 'common' })}
          </Button>
        </Group>
      )}
    </div>
  );
}
