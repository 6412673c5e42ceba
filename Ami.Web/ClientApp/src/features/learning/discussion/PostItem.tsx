import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { discussionKey, removePost, votePost, type Post } from './api';
import classes from './Discussion.module.css';
import { PostForm } from './PostForm';
import { ReportDialog } from './ReportDialog';

/** One post: who wrote it and when, what it says, and what one may do about it. */
export function PostItem({ post, children }: { post: Post; children?: ReactNode }) {
  const { t } = useTranslation('discussion');
  const formats = useFormats();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'remove' | 'report' | null>(null);
  const close = () => setOpen(null);
  // Its button is not there while something is changed.
  const change = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && open === null) change.current?.focus();
    wasEditing.current = open === 'edit';
  }, [open]);
  const refresh = [discussionKey(post.lessonId)];
  const vote = useMutation({
    mutationFn: () => votePost(post.id, !post.hasVoted),
    onError: (error) => toast(errorText(error), { tone: 'error' }),
    onSettled: () => client.invalidateQueries({ queryKey: discussionKey(post.lessonId) }),
  });
  if (post.removedBy !== null) {
    return (
      <p className={classes.removed}>
        {post.removedReason ? t(`whyRemoved.${post.removedReason}`) : t(`removedBy.${post.removedBy}`)}
      </p>
    );
  }
  const helpful = post.votes > 0 ? t('helpfulCount', { count: post.votes }) : t('helpful');
  return (
    <>
      <div className={classes.facts}>
        <strong>{post.isMine ? t('you') : (post.author ?? t('gone'))}</strong>
        {post.isTeam && <Tag>{t('team')}</Tag>}
        <span>{formats.tableTime(post.createdAt, false)}</span>
        {post.editedAt && <span>{t('edited', { time: formats.tableTime(post.editedAt, false) })}</span>}
      </div>
      {open === 'edit' ? (
        <PostForm
          lesson={post.lessonId}
          thread={post.threadId}
          post={post}
          label={t('editText')}
          submit={t('save')}
          onDone={close}
          onCancel={close}
        />
      ) : (
        <p className={classes.text}>{post.text}</p>
      )}
      {open !== 'edit' && (
        <div className={classes.acts}>
          {post.isMine ? (
            <>
              {post.votes > 0 && (
                <Button size="compact-sm" variant="subtle" disabled>
                  {helpful}
                </Button>
              )}
              <Button ref={change} size="compact-sm" variant="subtle" onClick={() => setOpen('edit')}>
                {t('edit')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setOpen('remove')}>
                {t('remove')}
              </Button>
            </>
          ) : (
            <>
              <Button
                size="compact-sm"
                variant={post.hasVoted ? 'light' : 'subtle'}
                aria-pressed={post.hasVoted}
                loading={vote.isPending}
                onClick={() => vote.mutate()}
              >
                {helpful}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                disabled={post.hasReported}
                onClick={() => setOpen('report')}
              >
                {t(post.hasReported ? 'reported' : 'report')}
              </Button>
            </>
          )}
          {children}
        </div>
      )}
      {open === 'remove' && (
        <ActDialog
          title={t('removeDialog.title')}
          lead={t('removeDialog.lead')}
          submit={t('removeDialog.submit')}
          done={t('removeDialog.done')}
          danger
          act={() => removePost(post.id)}
          refresh={refresh}
          onClose={close}
        />
      )}
      {open === 'report' && <ReportDialog post={post} onClose={close} />}
    </>
  );
}
