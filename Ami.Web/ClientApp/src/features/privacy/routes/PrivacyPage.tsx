import { Anchor, Stack, Text } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Facts } from '@/components/Facts';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { usePrivacy } from '../api/privacy';
import '../texts';

/** What AMI stores of people, how long and why, for everybody: the server's register, and what one can do about it. */
export function PrivacyPage() {
  const { t } = useTranslation('privacy');
  const query = usePrivacy(useLanguage());
  const data = <Anchor component={Link} to="/account/data" />;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap="md" maw={860}>
        <Panel title={t('yours.title')}>
          <Stack gap="sm">
            <Text size="sm">
              <Trans t={t} i18nKey="yours.export" components={{ data }} />
            </Text>
            <Text size="sm">
              <Trans t={t} i18nKey="yours.erase" components={{ data }} />
            </Text>
            <Text size="sm">{t('yours.invoices')}</Text>
            <Text size="sm">{t('yours.seen')}</Text>
            <Text size="sm">{t('yours.cookies')}</Text>
          </Stack>
        </Panel>
        <QueryView query={query}>
          {({ items }) => (
            <Stack gap="md">
              {items.map((item) => (
                <Panel key={item.key} title={item.title}>
                  <Text size="sm" mb="xs">
                    {item.what}
                  </Text>
                  <Facts
                    stacked
                    items={[
                      [t('why'), item.why],
                      [t('howLong'), item.howLong],
                      [t('remains'), item.remains ?? t('nothing')],
                      [t('seenBy'), item.seenBy ?? t('staff')],
                    ]}
                  />
                </Panel>
              ))}
            </Stack>
          )}
        </QueryView>
      </Stack>
    </Page>
  );
}

export { PrivacyPage as Component };
