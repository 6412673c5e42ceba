import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { usePostIdea } from '../api/feedback';

/** As the server has it. */
const longest = { title: 120, body: 4_000 };

/** Writes an idea, and leads to it. */
export function PostDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('feedback');
  const errorText = useErrorText();
  const navigate = useNavigate();
  const post = usePostIdea();
  const form = useForm({
    initialValues: { title: '', body: '' },
    validate: {
      title: (value) =>
        value.trim() === '' || value.trim().length > longest.title
          ? t('post.titleProblem', { most: longest.title })
          : null,
      body: (value) => (value.length > longest.body ? t('post.bodyProblem', { most: longest.body }) : null),
    },
  });
  const submit = form.onSubmit(({ title, body }) =>
    post.mutate(
      { title: title.trim(), body: body.trim() },
      {
        onSuccess: (idea) => {
          toast(t('post.done'));
          void navigate(`/feedback/${idea.id}`);
        },
      },
    ),
  );
  return (
    <Dialog opened onClose={onClose} title={t('post.title')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {post.error && (
            <Alert color="red" role="alert">
              {errorText(post.error)}
            </Alert>
          )}
          <TextInput
            label={t('post.name')}
            description={t('post.nameHint')}
            maxLength={longest.title}
            data-autofocus
            {...form.getInputProps('title')}
          />
          <Textarea
            label={t('post.body')}
            rows={6}
            maxLength={longest.body}
            {...form.getInputProps('body')}
          />
          <Text size="xs" c="dimmed">
            {t('post.privacy')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={post.isPending}>
              {t('post.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
