import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { discussionKey, writePost, type Post } from './api';
import classes from './Discussion.module.css';

const longest = 4_000;

type Props = {
  lesson: string;
  thread: string | null;
  /** What is changed; a new post without it. */
  post?: Post;
  label: string;
  hint?: string;
  submit: string;
  onDone: (post: Post) => void;
  onCancel?: () => void;
};

/** Asks, answers, or changes what was written. What is not sent stays in the field, and sent again is the same post. */
export function PostForm({ lesson, thread, post, label, hint, submit, onDone, onCancel }: Props) {
  const { t } = useTranslation('discussion');
  const errorText = useErrorText();
  const client = useQueryClient();
  const [id, setId] = useState(() => post?.id ?? crypto.randomUUID());
  const [text, setText] = useState(post?.text ?? '');
  // Of what stood there when the form was opened: what was changed elsewhere since is not overwritten unseen.
  const [version, setVersion] = useState(post?.version ?? 0);
  const [theirs, setTheirs] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  // Whoever opened it by a button writes next.
  const wasOpened = onCancel !== undefined;
  useEffect(() => {
    if (wasOpened) field.current?.focus();
  }, [wasOpened]);
  const write = useMutation({
    mutationFn: () => writePost(id, { version, lessonId: lesson, text: text.trim(), threadId: thread }),
    onSuccess: async (written) => {
      if (!post) {
        setId(crypto.randomUUID());
        setText('');
        setVersion(0);
      }
      setTheirs(null);
      await client.invalidateQueries({ queryKey: discussionKey(lesson) });
      onDone(written);
    },
    onError: (error) => {
      const current =
        error instanceof ApiError && error.code === 'learning.post_changed'
          ? (error.details.current as Post | undefined)
          : undefined;
      if (!current) return;
      // Sent again, it replaces what is told now.
      setVersion(current.version);
      setTheirs(current.text);
    },
  });
  function send(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '') write.mutate();
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="xs">
        <Textarea
          ref={field}
          label={label}
          description={hint}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={longest}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {write.error && (
          <Alert color="red" role="alert">
            {errorText(write.error)}
            {theirs !== null && <p className={classes.theirs}>{theirs}</p>}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" size="xs" disabled={text.trim() === ''} loading={write.isPending}>
            {submit}
          </Button>
          {onCancel && (
            <Button size="xs" variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
