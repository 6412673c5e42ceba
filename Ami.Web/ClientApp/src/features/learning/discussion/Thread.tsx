import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoreButton } from '@/components/MoreButton';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { useReplies, type Post } from './api';
import classes from './Discussion.module.css';
import { PostForm } from './PostForm';
import { PostItem } from './PostItem';

function Replies({ thread }: { thread: Post }) {
  const query = useReplies(thread.lessonId, thread.id);
  return (
    <QueryView query={query} skeleton={<RowsSkeleton rows={Math.min(thread.replies, 5)} />}>
      {({ pages }) => (
        <>
          <ul className={classes.replies}>
            {pages
              .flatMap((page) => page.items)
              .map((reply) => (
                <li key={reply.id}>
                  <PostItem post={reply} />
                </li>
              ))}
          </ul>
          <MoreButton {...query} />
        </>
      )}
    </QueryView>
  );
}

/** What somebody asked, and its answers once they are looked at. */
export function Thread({
  thread,
  isOpen = false,
  mayWrite,
}: {
  thread: Post;
  isOpen?: boolean;
  mayWrite: boolean;
}) {
  const { t } = useTranslation('discussion');
  // Until somebody says otherwise, as the address does, which may be known later than the list.
  const [toggled, setToggled] = useState<boolean | null>(null);
  const shown = toggled ?? isOpen;
  const place = useRef<HTMLDivElement>(null);
  const answer = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) place.current?.scrollIntoView({ block: 'center' });
  }, [isOpen]);
  const [isAnswering, setAnswering] = useState(false);
  function close() {
    setAnswering(false);
    answer.current?.focus();
  }
  return (
    <div ref={place}>
      <PostItem post={thread}>
        {mayWrite && (
          <Button
            ref={answer}
            size="compact-sm"
            variant="subtle"
            aria-expanded={isAnswering}
            onClick={() => setAnswering(true)}
          >
            {t('answer')}
          </Button>
        )}
      </PostItem>
      {thread.replies > 0 && (
        <Button size="compact-sm" variant="subtle" aria-expanded={shown} onClick={() => setToggled(!shown)}>
          {shown ? t('hide') : t('answers', { count: thread.replies })}
        </Button>
      )}
      {shown && thread.replies > 0 && <Replies thread={thread} />}
      {isAnswering && (
        <PostForm
          lesson={thread.lessonId}
          thread={thread.id}
          label={t('yourAnswer')}
          submit={t('answerSubmit')}
          onDone={() => {
            setToggled(true);
            close();
          }}
          onCancel={close}
        />
      )}
    </div>
  );
}
