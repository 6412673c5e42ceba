import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useEndLink, useShareLinks, type ShareLink } from './links';
import classes from './LinkList.module.css';
import './texts';

function Row({ link }: { link: ShareLink }) {
  const { t } = useTranslation('paperSharing');
  const formats = useFormats();
  const errorText = useErrorText();
  const end = useEndLink();
  const [asked, setAsked] = useState(false);
  const title = link.title ?? t('list.untitled');
  const opened = t('list.opened', {
    count: link.opened,
    date: link.lastOpenedAt ? formats.dateTime(link.lastOpenedAt) : '',
  });
  return (
    <li className={classes.link}>
      <div className={classes.words}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {t('list.made', { date: formats.date(link.createdAt) })},{' '}
          {t('list.ends', { date: formats.date(link.expiresAt) })}, {opened}
        </Text>
        {asked && (
          <Text size="xs" mt={4} role="alert">
            {end.error ? errorText(end.error) : t('list.ask')}
          </Text>
        )}
      </div>
      {asked ? (
        <Group gap="xs">
          <Button size="xs" variant="default" data-autofocus onClick={() => setAsked(false)}>
            {t('list.keep')}
          </Button>
          <Button
            size="xs"
            color="red.9"
            loading={end.isPending}
            onClick={() => end.mutate(link.id, { onSuccess: () => toast(t('list.ended')) })}
          >
            {t('list.end')}
          </Button>
        </Group>
      ) : (
        <Button
          size="xs"
          variant="default"
          aria-label={t('list.endOf', { title })}
          onClick={() => setAsked(true)}
        >
          {t('list.end')}
        </Button>
      )}
    </li>
  );
}

/** The links to one thing that work, each with its end. */
export function LinkList({ subject }: { subject: string }) {
  const { t } = useTranslation('paperSharing');
  const query = useShareLinks(subject);
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('list.title')}
      </Title>
      <QueryView query={query} skeleton={<RowsSkeleton rows={1} height={36} />}>
        {(links) =>
          links.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('list.empty')}
            </Text>
          ) : (
            <ul className={classes.list} aria-label={t('list.title')}>
              {links.map((link) => (
                <Row key={link.id} link={link} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Stack>
  );
}
