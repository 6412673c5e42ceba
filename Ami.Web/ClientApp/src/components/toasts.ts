import i18next from 'i18next';
import { notifications } from '@mantine/notifications';

/** A short message in the corner, read out by screen readers. */
export function toast(message: string, options: { title?: string; tone?: 'plain' | 'error' } = {}) {
  const error = options.tone === 'error';
  notifications.show({
    title: options.title,
    message,
    color: error ? 'red' : 'accent',
    autoClose: error ? 10_000 : 5_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('close', { ns: 'common' }) },
    role: error ? 'alert' : 'status',
  });
}
