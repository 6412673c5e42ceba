import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useEndOtherSessions, useEndSession, useSessions } from '../api/sessions';
import '../texts/security';
import { deviceName } from './deviceName';
import { DeviceList, DeviceRow } from './DeviceRow';

/** Where one is signed in, and ending it there. */
export function SessionsSection() {
  const { t } = useTranslation('security');
  const formats = useFormats();
  const errorText = useErrorText();
  const sessions = useSessions();
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const failed = (error: unknown) => toast(errorText(error), { tone: 'error' });
  return (
    <Panel title={t('sessions.title')} flush>
      <QueryView query={sessions}>
        {(list) => (
          <>
            <DeviceList label={t('sessions.title')}>
              {list.map((one) => {
                const name = deviceName(one, t('sessions.unknown'));
                return (
                  <DeviceRow
                    key={one.id}
                    name={name}
                    tag={one.current && <Tag tone="accent">{t('sessions.current')}</Tag>}
                    facts={[
                      t('sessions.lastUse', {
                        address: one.address ?? '?',
                        date: formats.dateTime(one.lastUsedAt),
                      }),
                      t('sessions.since', { date: formats.dateTime(one.createdAt) }),
                    ]}
                    action={
                      !one.current && (
                        <Button
                          variant="default"
                          size="xs"
                          aria-label={t('sessions.endWhich', { device: name })}
                          loading={end.isPending && end.variables === one.id}
                          onClick={() =>
                            end.mutate(one.id, {
                              onSuccess: () => toast(t('sessions.ended')),
                              onError: failed,
                            })
                          }
                        >
                          {t('sessions.end')}
                        </Button>
                      )
                    }
                  />
                );
              })}
            </DeviceList>
            {list.length > 1 && (
              <Stack gap="xs" p="md" pt={4}>
                <Text size="sm" c="dimmed">
                  {t('sessions.endOthersLead')}
                </Text>
                <Group>
                  <Button
                    variant="default"
                    loading={endOthers.isPending}
                    onClick={() =>
                      endOthers.mutate(undefined, {
                        onSuccess: () => toast(t('sessions.othersEnded')),
                        onError: failed,
                      })
                    }
                  >
                    {t('sessions.endOthers')}
                  </Button>
                </Group>
              </Stack>
            )}
          </>
        )}
      </QueryView>
    </Panel>
  );
}
