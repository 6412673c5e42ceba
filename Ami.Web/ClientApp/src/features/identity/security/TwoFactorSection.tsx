import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import {
  useDisableSecondFactor,
  useRenewRecoveryCodes,
  useSecondFactor,
  useSetUpSecondFactor,
  type SecondFactorSetup,
} from '../api/secondFactor';
import '../texts/security';
import { RecoveryCodes } from './RecoveryCodes';
import { SetupDialog } from './SetupDialog';
import { TrustedDevices } from './TrustedDevices';

const few = 3;

function Off({ onSetup }: { onSetup: (setup: SecondFactorSetup) => void }) {
  const { t } = useTranslation('security');
  const errorText = useErrorText();
  const setUp = useSetUpSecondFactor();
  return (
    <Stack gap="sm" p="md" align="flex-start">
      <Text size="sm" maw={560}>
        {t('twoFactor.offLead')}
      </Text>
      <Button
        loading={setUp.isPending}
        onClick={() =>
          setUp.mutate(undefined, {
            onSuccess: onSetup,
            onError: (error) => toast(errorText(error), { tone: 'error' }),
          })
        }
      >
        {t('twoFactor.turnOn')}
      </Button>
    </Stack>
  );
}

type Question = 'renew' | 'disable';

function Ask({ question, onClose }: { question: Question; onClose: () => void }) {
  const { t } = useTranslation('security');
  const errorText = useErrorText();
  const renew = useRenewRecoveryCodes();
  const disable = useDisableSecondFactor();
  const failed = (error: unknown) => toast(errorText(error), { tone: 'error' });
  const go = () =>
    question === 'renew'
      ? renew.mutate(undefined, { onError: failed })
      : disable.mutate(undefined, {
          onSuccess() {
            toast(t('twoFactor.turnedOff'));
            onClose();
          },
          onError: failed,
        });
  return (
    <Dialog opened onClose={onClose} title={t(renew.data ? 'codes.title' : `${question}.title`)}>
      {renew.data ? (
        <RecoveryCodes codes={renew.data.codes} onDone={onClose} />
      ) : (
        <Stack gap="md">
          <Text size="sm">{t(`${question}.lead`)}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button
              color={question === 'disable' ? 'red' : undefined}
              loading={renew.isPending || disable.isPending}
              onClick={go}
            >
              {t(`${question}.submit`)}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}

function On({ enabledAt, codesLeft }: { enabledAt: string | null; codesLeft: number }) {
  const { t } = useTranslation('security');
  const formats = useFormats();
  const [question, setQuestion] = useState<Question | null>(null);
  return (
    <>
      <Stack gap="sm" p="md" align="flex-start">
        <Text size="sm">{t('twoFactor.onLead', { date: enabledAt ? formats.date(enabledAt) : '' })}</Text>
        <Text size="sm" c={codesLeft > few ? 'dimmed' : undefined} fw={codesLeft > few ? undefined : 600}>
          {t('twoFactor.codesLeft', { count: codesLeft })} {codesLeft <= few && t('twoFactor.codesFew')}
        </Text>
        <Group>
          <Button variant="default" onClick={() => setQuestion('renew')}>
            {t('twoFactor.newCodes')}
          </Button>
          <Button variant="default" onClick={() => setQuestion('disable')}>
            {t('twoFactor.turnOff')}
          </Button>
        </Group>
      </Stack>
      <TrustedDevices />
      {question && <Ask question={question} onClose={() => setQuestion(null)} />}
    </>
  );
}

/** Two-step sign-in: off with a way to turn it on, or on with what belongs to it. */
export function TwoFactorSection() {
  const { t } = useTranslation('security');
  const state = useSecondFactor();
  // Here, because the dialog still shows the recovery codes when the state has become "on".
  const [setup, setSetup] = useState<SecondFactorSetup | null>(null);
  return (
    <Panel
      flush
      title={t('twoFactor.title')}
      actions={
        state.data && (
          <Tag tone={state.data.enabled ? 'accent' : 'plain'}>
            {t(state.data.enabled ? 'twoFactor.on' : 'twoFactor.off')}
          </Tag>
        )
      }
    >
      <QueryView query={state}>
        {({ enabled, enabledAt, recoveryCodesLeft }) =>
          enabled ? <On enabledAt={enabledAt} codesLeft={recoveryCodesLeft} /> : <Off onSetup={setSetup} />
        }
      </QueryView>
      {setup && <SetupDialog setup={setup} onClose={() => setSetup(null)} />}
    </Panel>
  );
}
