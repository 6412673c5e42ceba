import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useForgetDevice, useTrustedDevices } from '../api/secondFactor';
import { deviceName } from './deviceName';
import { DeviceList, DeviceRow } from './DeviceRow';

/** The browsers that are not asked for a code; nothing when there are none. */
export function TrustedDevices() {
  const { t } = useTranslation('security');
  const formats = useFormats();
  const errorText = useErrorText();
  const devices = useTrustedDevices();
  const forget = useForgetDevice();
  if (!devices.data || devices.data.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={500} px="md" pt="xs">
        {t('devices.title')}
      </Text>
      <Text size="xs" c="dimmed" px="md">
        {t('devices.lead')}
      </Text>
      <DeviceList label={t('devices.title')}>
        {devices.data.map((device) => {
          const name = deviceName(device, t('sessions.unknown'));
          return (
            <DeviceRow
              key={device.id}
              name={name}
              facts={[
                t('sessions.lastUse', {
                  address: device.address ?? '?',
                  date: formats.dateTime(device.lastUsedAt),
                }),
                t('devices.until', { date: formats.date(device.trustedUntil) }),
              ]}
              action={
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('devices.forgetWhich', { device: name })}
                  loading={forget.isPending && forget.variables === device.id}
                  onClick={() =>
                    forget.mutate(device.id, {
                      onSuccess: () => toast(t('devices.forgotten')),
                      onError: (error) => toast(errorText(error), { tone: 'error' }),
                    })
                  }
                >
                  {t('devices.forget')}
                </Button>
              }
            />
          );
        })}
      </DeviceList>
    </div>
  );
}
