import { Text } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { useFormats } from '@/lib/formats/useFormats';
import '../texts';
import classes from './FileDrop.module.css';

type Props = { file: File | null; problem: string | null; onFile: (file: File | null) => void };

/** A place to choose a CSV file, or to drop it on. */
export function FileDrop({ file, problem, onFile }: Props) {
  const { t } = useTranslation('adminMarket');
  const formats = useFormats();
  const [over, setOver] = useState(false);

  function dropped(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0] ?? null);
  }

  return (
    <div>
      <label
        className={classes.area}
        data-over={over}
        data-problem={problem !== null}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <input
          type="file"
          accept=".csv,.tsv,.txt,.gz,.zip,text/csv,text/plain,application/gzip,application/zip"
          className={classes.input}
          aria-describedby={problem === null ? undefined : 'file-problem'}
          onChange={(event) => onFile(event.currentTarget.files?.[0] ?? null)}
        />
        <Icon name="table" />
        <span>
          {file
            ? t('file.chosen', { name: file.name, kilobytes: formats.integer(Math.ceil(file.size / 1024)) })
            : t('file.choose')}
        </span>
      </label>
      {problem !== null && (
        <Text size="sm" c="var(--mantine-color-error)" id="file-problem" mt={4}>
          {problem}
        </Text>
      )}
    </div>
  );
}
