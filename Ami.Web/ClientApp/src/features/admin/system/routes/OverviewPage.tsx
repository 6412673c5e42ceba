import { Anchor, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Stat, Stats, StatsSkeleton } from '@/components/Stat';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { useDashboard, type Figure } from '../api/system';
import { useFigureText } from '../components/useFigureText';
import '../texts';

const areas = ['identity', 'paper', 'notifications', 'core'] as const;
const placeOf: Partial<Record<string, string>> = {
  'identity.users': '/admin/users',
  'notifications.mails_failed': '/admin/mails',
  'core.dead_letters': '/admin/dead-letters',
  'core.failures': '/admin/health',
};

/** The system's figures now, as every module tells them. */
export function OverviewPage() {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  const dashboard = useDashboard();
  const groups = (figures: readonly Figure[]) => {
    const areaOf = ({ name }: Figure) => areas.find((area) => name.startsWith(`${area}.`)) ?? 'other';
    return [...areas, 'other' as const]
      .map((area) => ({ area, figures: figures.filter((figure) => areaOf(figure) === area) }))
      .filter((group) => group.figures.length > 0);
  };
  return (
    <Page
      title={t('overview.title')}
      lead={
        dashboard.data
          ? t(dashboard.error ? 'overview.stale' : 'overview.live', { at: formats.time(dashboard.data.at) })
          : t('overview.lead')
      }
    >
      <QueryView query={dashboard} skeleton={<StatsSkeleton count={12} />}>
        {({ figures }) => (
          <Stack gap="md">
            {groups(figures).map((group) => (
              <Panel key={group.area} title={t(`area.${group.area}`)}>
                <Stats>
                  {group.figures.map((figure) => (
                    <FigureStat key={figure.name} figure={figure} />
                  ))}
                </Stats>
              </Panel>
            ))}
            <Text size="xs" c="dimmed">
              {t('overview.note')}
            </Text>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function FigureStat({ figure }: { figure: Figure }) {
  const { t } = useTranslation('adminSystem');
  const text = useFigureText();
  const place = placeOf[figure.name];
  const value = text.value(figure);
  return (
    <Stat
      label={text.name(figure.name)}
      hint={figure.needsAttention ? <Tag tone="warn">{t('overview.attention')}</Tag> : undefined}
    >
      {place ? (
        <Anchor component={Link} to={place} inherit>
          {value}
        </Anchor>
      ) : (
        value
      )}
    </Stat>
  );
}

export { OverviewPage as Component };
