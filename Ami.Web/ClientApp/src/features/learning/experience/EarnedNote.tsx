import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useExperience } from './api';
import './texts';

/** Says quietly what was earned while one looks at what one learns from. */
export default function EarnedNote() {
  const { t } = useTranslation('experience');
  const formats = useFormats();
  const total = useExperience().data?.total;
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (total === undefined) return;
    if (before.current !== undefined && total > before.current)
      toast(t('note', { points: formats.integer(total - before.current) }));
    before.current = total;
  }, [total, t, formats]);
  return null;
}
