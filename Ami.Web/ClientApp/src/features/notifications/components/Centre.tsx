import { ActionIcon, Button, VisuallyHidden } from '@mantine/core';
import '@mantine/core/styles/ActionIcon.css';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useMarkRead, useNotifications, type Notification } from '../api/notifications';
import classes from './Centre.module.css';

function Item({ one, onRead, onLeave }: { one: Notification; onRead: () => void; onLeave: () => void }) {
  const { t } = useTranslation('notifications');
  const formats = useFormats();
  const unread = one.readAt === null;
  return (
    <li className={classes.item} data-unread={unread || undefined}>
      <span className={classes.dot}>{unread && <VisuallyHidden>{t('unread')}</VisuallyHidden>}</span>
      <div className={classes.words}>
        <h3>{one.title}</h3>
        {one.paragraphs.map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
        <div className={classes.facts}>
          <time dateTime={one.createdAt}>{formats.dateTime(one.createdAt)}</time>
          {one.link && (
            <Link
              to={one.link}
              onClick={() => {
                if (unread) onRead();
                onLeave();
              }}
            >
              {one.action}
            </Link>
          )}
        </div>
      </div>
      {unread && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          aria-label={t('markRead', { title: one.title })}
          onClick={onRead}
        >
          <Icon name="check" size={16} />
        </ActionIcon>
      )}
    </li>
  );
}

/** The notification centre: newest first, read by and by. */
export function Centre({ titleId, onLeave }: { titleId: string; onLeave: () => void }) {
  const { t } = useTranslation('notifications');
  const { t: common } = useTranslation('common');
  const query = useNotifications(true);
  const markRead = useMarkRead();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = items[0];
  return (
    <>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {t('title')}
        </h2>
        {newest && items.some((one) => one.readAt === null) && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => markRead.mutate({ id: newest.id, older: true })}
          >
            {t('markAllRead')}
          </Button>
        )}
      </div>
      <div className={classes.scroll}>
        <QueryView query={query}>
          {() =>
            items.length === 0 ? (
              <EmptyState icon="bell" title={t('empty')} hint={t('emptyHint')} />
            ) : (
              <ul className={classes.list}>
                {items.map((one) => (
                  <Item
                    key={one.id}
                    one={one}
                    onLeave={onLeave}
                    onRead={() => markRead.mutate({ id: one.id, older: false })}
                  />
                ))}
              </ul>
            )
          }
        </QueryView>
        {query.hasNextPage && (
          <div className={classes.more}>
            <Button
              variant="default"
              size="xs"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {common('loadMore')}
            </Button>
          </div>
        )}
      </div>
      <div className={classes.foot}>
        <Link to="/account/notifications" onClick={onLeave}>
          {t('choose')}
        </Link>
      </div>
    </>
  );
}
