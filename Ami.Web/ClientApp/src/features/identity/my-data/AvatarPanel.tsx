import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { toast } from '@/components/toasts';
import type { UserProfile } from '@/lib/auth/session';
import { initials } from '@/lib/formats/initials';
import { useRemoveAvatar, useSaveAvatar } from '../api/avatar';
import { FormAlert } from '../components/FormAlert';
import '../texts/my-data';
import classes from './AvatarPanel.module.css';
import { shrinkPicture } from './shrinkPicture';

type Draft = { picture: Blob; url: string };

/** One's picture: chosen, looked at as it will be shown, then saved. */
export function AvatarPanel({ user }: { user: UserProfile }) {
  const { t } = useTranslation('myData');
  const [draft, setDraft] = useState<Draft | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const resetInput = useRef<() => void>(null);
  const save = useSaveAvatar();
  const remove = useRemoveAvatar();
  useEffect(() => () => void (draft && URL.revokeObjectURL(draft.url)), [draft]);

  async function choose(file: File | null) {
    // The same file can be chosen again.
    resetInput.current?.();
    save.reset();
    if (!file) return;
    const picture = await shrinkPicture(file).catch(() => null);
    setUnreadable(picture === null);
    setDraft(picture && { picture, url: URL.createObjectURL(picture) });
  }

  const shown = draft?.url ?? user.avatarUrl;
  return (
    <Panel title={t('picture.title')}>
      <Stack gap="md">
        <FormAlert error={save.error ?? remove.error} fields={[]} />
        <Group gap="lg" align="center">
          <div className={classes.picture}>
            {shown ? (
              <img src={shown} alt={t(draft ? 'picture.preview' : 'picture.yours')} />
            ) : (
              <span aria-hidden="true">{initials(user.displayName)}</span>
            )}
          </div>
          <Stack gap="xs">
            <Text size="sm" c="dimmed" maw={340}>
              {t('picture.lead')}
            </Text>
            <Group gap="xs">
              {draft && (
                <Button
                  loading={save.isPending}
                  onClick={() =>
                    save.mutate(draft.picture, {
                      onSuccess() {
                        setDraft(null);
                        toast(t('picture.saved'));
                      },
                    })
                  }
                >
                  {t('picture.use')}
                </Button>
              )}
              <FileButton
                accept="image/png,image/jpeg,image/webp"
                resetRef={resetInput}
                onChange={(file) => void choose(file)}
              >
                {(props) => (
                  <Button variant="default" {...props}>
                    {t(shown ? 'picture.another' : 'picture.choose')}
                  </Button>
                )}
              </FileButton>
              {draft ? (
                <Button variant="subtle" onClick={() => setDraft(null)}>
                  {t('picture.cancel')}
                </Button>
              ) : (
                user.avatarUrl && (
                  <Button
                    variant="subtle"
                    loading={remove.isPending}
                    onClick={() => remove.mutate(undefined, { onSuccess: () => toast(t('picture.removed')) })}
                  >
                    {t('picture.remove')}
                  </Button>
                )
              )}
            </Group>
            {unreadable && (
              <Text size="sm" c="red" role="alert">
                {t('picture.unreadable')}
              </Text>
            )}
          </Stack>
        </Group>
      </Stack>
    </Panel>
  );
}
