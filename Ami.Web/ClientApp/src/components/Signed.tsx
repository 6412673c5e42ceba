import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A gain or loss: colour, and always the sign in the text and an arrow, so that colour is never the only sign. */
export function Signed({ value, text, arrow = false }: { value: number; text: string; arrow?: boolean }) {
  const { t } = useTranslation('common');
  const tone = value > 0 ? 'gain' : value < 0 ? 'loss' : '';
  return (
    <span className={`signed ${tone}`}>
      {arrow && value !== 0 && (
        <>
          <span aria-hidden="true" style={{ fontSize: '0.75em', marginInlineEnd: 3 }}>
            {value > 0 ? '▲' : '▼'}
          </span>
          <VisuallyHidden>{value > 0 ? t('gain') : t('loss')} </VisuallyHidden>
        </>
      )}
      {text}
    </span>
  );
}
