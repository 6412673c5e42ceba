import { Alert, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { CopyField } from '@/components/CopyField';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Stat, Stats } from '@/components/Stat';
import { useFormats } from '@/lib/formats/useFormats';
import { useAffiliate, type AffiliateTerms, type OwnAffiliate } from '../api/affiliate';
import { ApplyForm } from '../components/ApplyForm';
import { CommissionList, SignUpList } from '../components/lists';
import '../texts';

function Standing({ own, terms }: { own: OwnAffiliate; terms: AffiliateTerms }) {
  const { t } = useTranslation('affiliate');
  const { state, reason, link, underReview } = own;
  return (
    <Panel title={t('title')}>
      <Stack gap="md">
        <Text size="sm">{t(`standing.${state}`)}</Text>
        {reason && state !== 'active' && <Text size="sm">{t('because', { reason })}</Text>}
        {underReview && <Alert color="yellow">{t('underReview')}</Alert>}
        {link && <CopyField label={t('link')} value={link} copy={t('copy')} copied={t('copied')} />}
        {state === 'refused' && <ApplyForm terms={terms} />}
      </Stack>
    </Panel>
  );
}

function Figures({ own }: { own: OwnAffiliate }) {
  const { t } = useTranslation('affiliate');
  const formats = useFormats();
  const { clicks, clicksLately, signUps, blocked, money } = own;
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
              t('figures.held', { amount: formats.fullMoney(held, currency) }),
              ...(owed > 0 ? [t('figures.owed', { amount: formats.fullMoney(owed, currency) })] : []),
            ].join(' · ')}
          >
            {formats.fullMoney(paid, currency)}
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
        {({ own, terms }) => (
          <Stack gap="md">
            {own ? (
              <Standing own={own} terms={terms} />
            ) : (
              <Panel title={t('title')}>
                <ApplyForm terms={terms} />
              </Panel>
            )}
            {(own?.state === 'active' || own?.state === 'suspended') && (
              <>
                <Figures own={own} />
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
