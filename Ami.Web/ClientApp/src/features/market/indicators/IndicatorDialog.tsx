import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import type { BarSource } from '../chart/barSource';
import { AllIndicators } from './AllIndicators';
import { IndicatorSettings } from './IndicatorSettings';
import './texts';
import type { Wanted } from './wishes';
import { useIndicatorName } from './useIndicatorName';

type Props = {
  source: BarSource;
  wanted: readonly Wanted[];
  /** The key of the indicator whose settings are shown; `all` for the list; null while closed. */
  shown: string | null;
  onShow: (shown: string | null) => void;
};

/** Chooses indicators and sets them up. */
export default function IndicatorDialog({ source, wanted, shown, onShow }: Props) {
  const { t } = useTranslation('indicators');
  const name = useIndicatorName();
  const one = wanted.find(({ chosen }) => chosen.key === shown);
  // Closing shows until the end what was open.
  const [last, setLast] = useState(one);
  if (one && one !== last) setLast(one);
  const settings = shown === 'all' ? undefined : (one ?? last);
  const body = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);

  // The dialog itself focuses what is first when it opens; within it, focus goes with what is shown.
  useEffect(() => {
    if (shown !== null && wasOpen.current) body.current?.querySelector('input')?.focus();
    wasOpen.current = shown !== null;
  }, [shown]);

  return (
    <Dialog
      opened={shown !== null}
      onClose={() => onShow(null)}
      title={settings ? t('settingsOf', { name: name(settings) }) : t('title')}
    >
      <div ref={body}>
        {settings ? (
          <IndicatorSettings
            key={settings.chosen.key}
            source={source}
            one={settings}
            others={wanted.filter(({ chosen }) => chosen.key !== settings.chosen.key)}
            onBack={() => onShow('all')}
            onDone={() => onShow(null)}
          />
        ) : (
          <AllIndicators source={source} wanted={wanted} onSettings={onShow} />
        )}
      </div>
    </Dialog>
  );
}
