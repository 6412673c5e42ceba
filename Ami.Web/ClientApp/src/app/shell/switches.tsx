import { useComputedColorScheme, useMantineColorScheme, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { chooseLanguage } from './chooseLanguage';
import classes from './switches.module.css';

/** One press to the other language; named in that language, for those who do not read this one. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const other = useLanguage() === 'es' ? 'en' : 'es';
  return (
    <UnstyledButton className={classes.button} lang={other} onClick={() => void chooseLanguage(other)}>
      <Icon name="globe" size={16} />
      {t(`preferences.${other}`)}
    </UnstyledButton>
  );
}

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const next = useComputedColorScheme('light') === 'light' ? 'dark' : 'light';
  return (
    <UnstyledButton
      className={classes.button}
      aria-label={t(next === 'dark' ? 'preferences.useDark' : 'preferences.useLight')}
      onClick={() => setColorScheme(next)}
    >
      <Icon name={next === 'dark' ? 'moon' : 'sun'} size={17} />
    </UnstyledButton>
  );
}
