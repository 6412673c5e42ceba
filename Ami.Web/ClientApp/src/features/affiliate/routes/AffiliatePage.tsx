import { Alert, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { CopyField } from '@/components/CopyField';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Stat, Stats } from '@/components/Stat';
import { useFormats } from '@/lib/formats/useFormats';
import { useAffiliate, type Affiliate } from '../api/affiliate';
import { ApplyForm } from '../components/ApplyForm';
import { CommissionList, SignUpList } from '../components/lists';
import '../texts';

function Standing({ affiliate }: { affiliate: Affiliate }) {
  const { t } = useTranslation('affiliate');
  const { state, reason, link, underReview, terms } = affiliate;
  return (
    <Panel title={t('title')}>
      <Stack gap="md">
        {state && <Text size="sm">{t(`standing.${state}`)}</Text>}
        {reason && state !== 'active' && <Text size="sm">{t('because', { reason })}</Text>}
        {underReview && <Alert color="yellow">{t('underReview')}</Alert>}
        {link && <CopyField label={t('link')} value={link} copy={t('copy')} copied={t('copied')} />}
        {(state == null || state === 'refused') && <ApplyForm terms={terms} />}
      </Stack>
    </Panel>
  );
}

function Figures({ affiliate }: { affiliate: Affiliate }) {
  const { t } = useTranslation('affiliate');
  const formats = useFormats();
  const { clicks, clicksLately, signUps, blocked, money } = affiliate;
  return (
    <Panel title={t('figures.title')}>
      <Stats>
        <Stat label={t('figures.clicks')} hint={t('figures.lately', { count: clicksLately })}>
          {formats.integer(clicks)}
        </Stat>
        <Stat label={t('figures.signUps')} hint={blocked > 0 && t('figures.blocked', { count: blocked })}>
          {formats.integer(signUps)}
        </Stat>
        {money.map(({ currency, held, paid, owed }) => (
          <Stat
            key={currency}
            label={t('figures.paid', { currency })}
            hint={[
              t('figures.held', { amount: formats.money(held, currency) }),
              ...(owed > 0 ? [t('figures.owed', { amount: formats.money(owed, currency) })] : []),
            ].join(' · ')}
          >
            {formats.money(paid, currency)}
          </Stat>
        ))}
      </Stats>
    </Panel>
  );
}

/** Bringing people for a share: applying, the link, what came of it, and each commission with why it waits. */
export function AffiliatePage() {
  const { t } = useTranslation('affiliate');
  const query = useAffiliate();
  return (
    <>
      <title>{`${t('title')} · AMI`}</title>
      <QueryView query={query}>
        {(affiliate) => (
          <Stack gap="md">
            <Standing affiliate={affiliate} />
            {(affiliate.state === 'active' || affiliate.state === 'suspended') && (
              <>
                <Figures affiliate={affiliate} />
                <CommissionList />
                <SignUpList />
              </>
            )}
          </Stack>
        )}
      </QueryView>
    </>
  );
}

export { AffiliatePage as Component };
