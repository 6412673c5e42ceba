import { Stack, Switch, Text } from '@mantine/core';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Switch.css';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { usePreferences, useSetPreference, type Preference } from '../api/preferences';
import '../texts';
import classes from './NotificationsPage.module.css';

const channels = ['inApp', 'email'] as const;

function Choices({ preferences }: { preferences: Preference[] }) {
  const { t } = useTranslation('notifications');
  const errorText = useErrorText();
  const set = useSetPreference();
  if (preferences.length === 0) return <EmptyState icon="bell" title={t('preferences.empty')} />;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('preferences.kind')}</th>
          {channels.map((channel) => (
            <th key={channel} scope="col" className={classes.channel}>
              {t(`preferences.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {preferences.map((one) => (
          <tr key={one.kind}>
            <th scope="row">{one.title}</th>
            {channels.map((channel) => (
              <td key={channel} className={classes.channel}>
                <Switch
                  aria-label={t('preferences.label', {
                    kind: one.title,
                    channel: t(`preferences.${channel}`),
                  })}
                  checked={one[channel]}
                  onChange={(event) =>
                    set.mutate(
                      { ...one, [channel]: event.currentTarget.checked },
                      { onError: (error) => toast(errorText(error), { tone: 'error' }) },
                    )
                  }
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which messages reach one where. */
export function NotificationsPage() {
  const { t } = useTranslation('notifications');
  const query = usePreferences();
  return (
    <QueryView query={query}>
      {(preferences) => {
        const always = preferences.filter((one) => one.isMandatory);
        return (
          <Stack gap="md">
            <Panel title={t('preferences.title')} flush>
              <Text size="sm" c="dimmed" px="md" pt="md" pb="xs">
                {t('preferences.lead')}
              </Text>
              <Choices preferences={preferences.filter((one) => !one.isMandatory)} />
            </Panel>
            {always.length > 0 && (
              <Panel title={t('preferences.alwaysTitle')}>
                <Text size="sm" c="dimmed">
                  {t('preferences.always')}
                </Text>
                <ul className={classes.always}>
                  {always.map((one) => (
                    <li key={one.kind}>{one.title}</li>
                  ))}
                </ul>
              </Panel>
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

export { NotificationsPage as Component };
