import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Idea, useIdeas } from '../api/feedback';
import classes from './IdeaList.module.css';
import { StatusTag } from './StatusTag';
import { VoteButton } from './VoteButton';

function Row({ idea }: { idea: Idea }) {
  const { t } = useTranslation('feedback');
  const formats = useFormats();
  return (
    <li className={classes.row}>
      <VoteButton idea={idea} />
      <div className={classes.words}>
        <Link to={`/feedback/${idea.id}`} className={classes.title}>
          {idea.title}
        </Link>
        {idea.body && <p className={classes.excerpt}>{idea.body}</p>}
        <div className={classes.facts}>
          <StatusTag status={idea.status} />
          {idea.mine && <Tag>{t('mine')}</Tag>}
          {idea.reply && <Tag tone="accent">{t('answered')}</Tag>}
          <span>{formats.date(idea.createdAt)}</span>
        </div>
      </div>
    </li>
  );
}

/** The ideas that were found, page by page. */
export function IdeaList({ ideas, query }: { ideas: readonly Idea[]; query: ReturnType<typeof useIdeas> }) {
  const { t } = useTranslation('feedback');
  const errorText = useErrorText();
  const more = async () => {
    const { error } = await query.fetchNextPage();
    if (error) toast(errorText(error), { tone: 'error' });
  };
  return (
    <>
      <ul className={classes.list} aria-label={t('list')} aria-busy={query.isPlaceholderData}>
        {ideas.map((idea) => (
          <Row key={idea.id} idea={idea} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void more()}>
            {t('loadMore', { ns: 'common' })}
          </Button>
        </Group>
      )}
    </>
  );
}
