import { Button, type ButtonProps } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { toast } from '@/components/toasts';
import { download } from '@/lib/api/download';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { ListQuery } from './types';

/** Everything that matches, as a file. While it runs the button says how much has come and cancels. */
export function ExportButton({
  path,
  query,
  ...looks
}: { path: string; query: ListQuery } & Pick<ButtonProps, 'size' | 'mt' | 'variant'>) {
  const { t } = useTranslation('table');
  const formats = useFormats();
  const errorText = useErrorText();
  const running = useRef<AbortController>(undefined);
  const [bytes, setBytes] = useState<number | null>(null);

  async function run() {
    const controller = (running.current = new AbortController());
    setBytes(0);
    try {
      await download(`${path}?${new URLSearchParams(query)}`, {
        signal: controller.signal,
        onProgress: setBytes,
      });
      toast(t('exported'));
    } catch (error) {
      if (!controller.signal.aborted) toast(errorText(error), { tone: 'error' });
    } finally {
      setBytes(null);
    }
  }

  return bytes === null ? (
    <Button
      variant="default"
      leftSection={<Icon name="arrowDown" size={16} />}
      {...looks}
      onClick={() => void run()}
    >
      {t('export')}
    </Button>
  ) : (
    <Button variant="default" {...looks} onClick={() => running.current?.abort()}>
      {t('cancelExport', { size: formats.ratio(bytes / 1_000_000) })}
    </Button>
  );
}
