import { Alert, Anchor, Button, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { CopyField } from '@/components/CopyField';
import { AuthCard } from '@/components/AuthCard';
import { QueryView } from '@/components/QueryView';
import { ErrorState } from '@/components/states';
import { ApiError } from '@/lib/api/errors';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useJoiningMode, type JoiningMode } from '../api/registration';
import { leaveWaitlist, useConfirmPlace, usePlace, type Place } from '../api/waitlist';
import { JoinCard } from '../components/JoinCard';
import '../texts';

function Leave({ token, onLeft, onClose }: { token: string; onLeft: () => void; onClose: () => void }) {
  const { t } = useTranslation('joining');
  return (
    <ActDialog
      title={t('place.leaveTitle')}
      lead={t('place.leaveLead')}
      submit={t('place.leave')}
      danger
      act={() => leaveWaitlist(token)}
      onDone={onLeft}
      refresh={[]}
      onClose={onClose}
    />
  );
}

function PlaceCard({ place, token, onLeft }: { place: Place; token: string; onLeft: () => void }) {
  const { t } = useTranslation('joining');
  const formats = useFormats();
  const errorText = useErrorText();
  const confirm = useConfirmPlace(token);
  const [leaving, setLeaving] = useState(false);
  const isOpen = useJoiningMode().data === 'open';
  const waits = place.state === 'pending' || place.state === 'waiting';
  return (
    <AuthCard title={t(`place.title.${place.state}`)} lead={t(`place.lead.${place.state}`)}>
      <Stack gap="md">
        {confirm.error && (
          <Alert color="red" role="alert">
            {errorText(confirm.error)}
          </Alert>
        )}
        {isOpen && waits && (
          <Alert color="accent" title={t('noWaitlist.open.title')} role="status">
            <Stack gap="xs" align="flex-start">
              {t('noWaitlist.open.lead')}
              <Anchor component={Link} to="/sign-up">
                {t('join.toSignUp')}
              </Anchor>
            </Stack>
          </Alert>
        )}
        {place.state === 'pending' && (
          <Button fullWidth loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('place.confirm')}
          </Button>
        )}
        {place.position != null && (
          <Text fw={600} size="lg" role="status">
            {t('place.position', { position: formats.integer(place.position) })}
          </Text>
        )}
        {place.state === 'waiting' && place.referralLink && (
          <>
            <Text size="sm">{t('place.referral', { most: place.mostReferrals })}</Text>
            <CopyField
              copy={t('copy')}
              copied={t('copied')}
              label={t('place.referralLink')}
              value={place.referralLink}
            />
            <Text size="sm" c="dimmed">
              {t('place.referrals', { count: place.referrals })}
            </Text>
          </>
        )}
        {place.state !== 'joined' && (
          <Button variant="default" fullWidth onClick={() => setLeaving(true)}>
            {t('place.leave')}
          </Button>
        )}
      </Stack>
      {leaving && <Leave token={token} onLeft={onLeft} onClose={() => setLeaving(false)} />}
    </AuthCard>
  );
}

function PlaceView({ token }: { token: string }) {
  const { t } = useTranslation('joining');
  const errorText = useErrorText();
  const query = usePlace(token);
  const [left, setLeft] = useState(false);
  if (left) return <AuthCard title={t('place.leftTitle')} lead={t('place.left')} children={null} />;
  return (
    <QueryView
      query={query}
      failed={(error, retry) =>
        error instanceof ApiError && !error.isTransient ? (
          <AuthCard title={t('place.broken')} lead={errorText(error)} children={null} />
        ) : (
          <ErrorState error={error} onRetry={retry} />
        )
      }
    >
      {(place) => <PlaceCard place={place} token={token} onLeft={() => setLeft(true)} />}
    </QueryView>
  );
}

/** There is nothing to wait for: everybody may come in, or only who was invited. */
function NoWaitlist({ mode }: { mode: Exclude<JoiningMode, 'waitlist'> }) {
  const { t } = useTranslation('joining');
  return (
    <AuthCard title={t(`noWaitlist.${mode}.title`)} lead={t(`noWaitlist.${mode}.lead`)}>
      <Button component={Link} to="/sign-up" fullWidth>
        {t('join.toSignUp')}
      </Button>
    </AuthCard>
  );
}

function JoinView() {
  const query = useJoiningMode();
  return (
    <QueryView query={query}>
      {(mode) => (mode === 'waitlist' ? <JoinCard /> : <NoWaitlist mode={mode} />)}
    </QueryView>
  );
}

/** Where mails about the waitlist lead, and links that friends pass on. */
export function WaitlistPage() {
  const { hash } = useLocation();
  const token = new URLSearchParams(hash.slice(1)).get('token');
  return token ? <PlaceView token={token} /> : <JoinView />;
}

export { WaitlistPage as Component };
