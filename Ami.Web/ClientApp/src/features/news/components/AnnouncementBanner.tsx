import { Anchor } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { nowQuery, useCloseBanner } from '../api/announcements';
import '../texts';
import classes from './AnnouncementBanner.module.css';
import { useWords } from './useWords';

/** What everybody should see before they go on. The page waits for it, briefly: later, it would push the page down. */
export default function AnnouncementBanner() {
  const { t } = useTranslation('news');
  const words = useWords();
  const close = useCloseBanner();
  const { banner } = useSuspenseQuery(nowQuery).data;
  if (!banner) return null;
  return (
    <section className={classes.banner} aria-label={t('banner')}>
      <Icon name="news" size={16} />
      <span className={classes.words}>
        <strong>{words(banner).title}</strong>{' '}
        <Anchor component={Link} to="/news" size="sm">
          {t('more')}
        </Anchor>
      </span>
      <IconButton icon="close" label={t('close')} onClick={() => close.mutate(banner.id)} />
    </section>
  );
}
