import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Stat, Stats } from '@/components/Stat';
import { Tag } from '@/components/Tag';
import { Together } from '@/components/Together';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useCluster, useHealth, useMarketSources } from '../api/system';
import { bytes } from '../components/bytes';
import { GrainTable, SiloTable } from '../components/ClusterTables';
import { ProcessTable } from '../components/ProcessTable';
import { SourceTable } from '../components/SourceTable';
import '../texts';

/** Every process with its version and state, and what they all depend on. */
export function HealthPage() {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  const health = useHealth();
  const cluster = useCluster();
  const sources = useMarketSources(useMay('market.sources'));
  return (
    <Page
      title={t('health.title')}
      lead={
        health.data
          ? t(health.error ? 'overview.stale' : 'overview.live', { at: formats.time(health.data.at) })
          : t('health.lead')
      }
    >
      <QueryView query={health}>
        {({ processes, versions, database, liveConnected }) => (
          <Stack gap="md">
            <Stats>
              <Stat
                label={t('health.processes')}
                hint={
                  processes.some(({ state }) => state === 'stale') ? (
                    <Tag tone="warn">{t('health.someStale')}</Tag>
                  ) : undefined
                }
              >
                {formats.integer(processes.filter(({ state }) => state === 'running').length)}
              </Stat>
              <Stat
                label={t('health.version')}
                hint={versions.length > 1 ? <Tag tone="warn">{t('health.mixed')}</Tag> : undefined}
              >
                {versions.join(', ')}
              </Stat>
              <Stat
                label={t('health.database')}
                hint={t('health.latency', { value: formats.quantity(database.milliseconds, 2) })}
              >
                {database.version}
              </Stat>
              <Stat
                label={t('health.connections')}
                hint={t('health.of', { max: formats.integer(database.maxConnections) })}
              >
                {formats.integer(database.connections)}
              </Stat>
              <Stat label={t('health.size')}>{bytes(formats, database.sizeBytes)}</Stat>
              <Stat
                label={t('health.bus')}
                hint={liveConnected ? undefined : <Tag tone="warn">{t('health.busHint')}</Tag>}
              >
                {t(liveConnected ? 'health.connected' : 'health.away')}
              </Stat>
            </Stats>
            <Panel title={t('health.processes')} flush>
              <ProcessTable processes={processes} />
            </Panel>
            {sources.data && sources.data.length > 0 ? (
              <Panel title={t('sources.title')} flush>
                <SourceTable sources={sources.data} />
              </Panel>
            ) : null}
            <Together queries={[cluster]}>
              <Panel title={t('cluster.title')} flush>
                <QueryView query={cluster}>{({ silos }) => <SiloTable silos={silos} />}</QueryView>
              </Panel>
              <Panel title={t('cluster.grains')} flush>
                <QueryView query={cluster}>{({ grains }) => <GrainTable grains={grains} />}</QueryView>
              </Panel>
            </Together>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

export { HealthPage as Component };
