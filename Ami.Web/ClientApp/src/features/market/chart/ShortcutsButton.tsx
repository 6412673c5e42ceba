import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { later } from '@/components/later';
import { helpKey } from '../commands/helpKey';

type Props = {
  opened: boolean;
  onOpen: (opened: boolean) => void;
  /** One button of several charts is enough. */
  isShown: boolean;
};

const CommandsDialog = later<{ opened: boolean; onClose: () => void }>(
  () => import('../commands/CommandsDialog'),
);

/** Opens what keys do, wherever that was asked for. */
export function ShortcutsButton({ opened, onOpen, isShown }: Props) {
  const { t } = useTranslation('market');
  // Its code comes when it is first opened; after that it stays, so that it can close as it opened.
  const [used, setUsed] = useState(false);
  if (opened && !used) setUsed(true);
  return (
    <>
      {isShown && (
        <IconButton
          icon="keyboard"
          label={t('chart.keys')}
          aria-keyshortcuts={helpKey}
          onClick={() => onOpen(true)}
        />
      )}
      {used && <CommandsDialog opened={opened} onClose={() => onOpen(false)} />}
    </>
  );
}
