import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { components } from '@/lib/api/schema';
import { Dialog } from '@/components/Dialog';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useLink, useProviders, useSignInMethods, useUnlink } from './api';
import { ReturnProblem } from './ReturnProblem';
import classes from './SignInMethodsSection.module.css';
import './texts';

type Linked = components['schemas']['LinkedProvider'];
type Row = { provider: string; title: string; linked?: Linked };

/** Says once, after the way back from a provider, that it is linked; an error stays in the address and is shown. */
function useReturn(rows: readonly Row[]) {
  const { t } = useTranslation('providers');
  const [params, setParams] = useSearchParams();
  const provider = params.has('problem') ? null : params.get('provider');
  const title = rows.find((row) => row.provider === provider && row.linked)?.title;
  useEffect(() => {
    if (!title) return;
    toast(t('methods.nowLinked', { provider: title }));
    setParams({}, { replace: true });
  }, [title, t, setParams]);
}

function UnlinkDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useTranslation('providers');
  const errorText = useErrorText();
  const unlink = useUnlink();
  const submit = () =>
    unlink.mutate(row.provider, {
      onSuccess() {
        toast(t('methods.nowUnlinked', { provider: row.title }));
        onClose();
      },
    });
  return (
    <Dialog opened onClose={onClose} title={t('methods.unlinkTitle', { provider: row.title })}>
      <Stack gap="md">
        <Text size="sm">{t('methods.unlinkLead')}</Text>
        {unlink.error && (
          <Alert color="red" role="alert">
            {errorText(unlink.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('methods.cancel')}
          </Button>
          <Button color="red.9" loading={unlink.isPending} onClick={submit}>
            {t('methods.unlink', { provider: row.title })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation('providers');
  const formats = useFormats();
  const errorText = useErrorText();
  const link = useLink();
  const [leaving, setLeaving] = useState<Row | null>(null);
  useReturn(rows);
  const facts = ({ email, linkedAt, lastUsedAt }: Linked) =>
    [
      email ? t('methods.linked', { email }) : t('methods.linkedWithout'),
      t('methods.since', { date: formats.date(linkedAt) }),
      lastUsedAt ? t('methods.used', { date: formats.date(lastUsedAt) }) : t('methods.neverUsed'),
    ].join(' · ');
  return (
    <>
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.provider} className={classes.row}>
            <div className={classes.facts}>
              <Text fw={600}>{row.title}</Text>
              <Text size="sm" c="dimmed">
                {row.linked ? facts(row.linked) : t('methods.notLinked')}
              </Text>
            </div>
            {row.linked ? (
              <Button variant="default" size="xs" onClick={() => setLeaving(row)}>
                {t('methods.unlink', { provider: row.title })}
              </Button>
            ) : (
              <Button
                variant="default"
                size="xs"
                loading={link.isPending && link.variables === row.provider}
                onClick={() =>
                  link.mutate(row.provider, {
                    onError: (error) => toast(errorText(error), { tone: 'error' }),
                  })
                }
              >
                {t('methods.link', { provider: row.title })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leaving && <UnlinkDialog row={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

/** Accounts elsewhere with which one can sign in. Not shown where there is none to link and none linked. */
export function SignInMethodsSection() {
  const { t } = useTranslation('providers');
  const methods = useSignInMethods();
  const providers = useProviders();
  if (providers.data?.length === 0 && methods.data?.linked.length === 0) return null;
  return (
    <Panel title={t('methods.title')}>
      <ReturnProblem />
      <Text size="sm" c="dimmed" mb="md">
        {t('methods.lead')}
      </Text>
      <QueryView query={methods}>
        {({ linked }) => {
          const offered = providers.data ?? [];
          const known = offered.map(({ provider, title }): Row => ({
            provider,
            title,
            linked: linked.find((one) => one.provider === provider),
          }));
          const gone = linked.filter((one) => !offered.some(({ provider }) => provider === one.provider));
          return (
            <Rows
              rows={[
                ...known,
                ...gone.map((one) => ({ provider: one.provider, title: one.title, linked: one })),
              ]}
            />
          );
        }}
      </QueryView>
    </Panel>
  );
}
