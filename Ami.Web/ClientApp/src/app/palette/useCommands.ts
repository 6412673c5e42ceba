import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCourses } from '@/features/learning/api/courses';
import { useSymbols } from '@/features/market/api/symbols';
import { useUser } from '@/lib/auth/useSession';
import { useFlags } from '@/lib/flags/useFlags';
import { i18next, languages } from '@/lib/i18n';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { accountPages } from '../accountPages';
import { adminPagesOf } from '../admin/adminPages';
import '../admin/texts';
import { asidePages } from '../asidePages';
import { navigation } from '../navigation';
import { useLeave } from '../session/useLeave';
import { chooseLanguage } from '../shell/chooseLanguage';
import { actions } from './actions';
import type { Command } from './findCommands';
import './texts';
import type { en } from './texts/en';
import { useWorkspaceCommands } from './useWorkspaceCommands';

const schemes = { light: 'sun', dark: 'moon', auto: 'monitor' } as const;

/** People search in the language of the page, or in the one they know a thing by. */
const inAll = languages.map((language) => ({
  app: i18next.getFixedT(language, 'app'),
  admin: i18next.getFixedT(language, 'admin'),
  palette: i18next.getFixedT(language, 'palette'),
}));

/** Pages, symbols and actions of the signed-in person. */
export function useCommands(): Command[] {
  const { t } = useTranslation(['app', 'admin', 'palette']);
  const permissions = useUser()?.permissions ?? [];
  const isOn = useFlags();
  const navigate = useNavigate();
  const leave = useLeave();
  const { setColorScheme } = useMantineColorScheme();
  const language = useLanguage();
  const symbols = useSymbols();
  const courses = useCourses({}, { enabled: isOn('module.learning') === true });
  const workspace = useWorkspaceCommands();
  const go = (to: string) => () => void navigate(to);
  const action = (key: keyof typeof en.actions, icon: Command['icon'], run: () => void): Command => ({
    id: `action:${key}`,
    group: 'actions',
    icon,
    title: t(`actions.${key}`, { ns: 'palette' }),
    words: inAll.map((all) => `${all.palette(`actions.${key}`)} ${all.palette(`words.${key}`)}`).join(' '),
    run,
  });
  return [
    ...[...navigation, ...asidePages]
      .filter(({ flag }) => flag === null || isOn(flag))
      .map(({ to, label, icon }) => ({
        id: `page:${to}`,
        group: 'pages' as const,
        icon,
        title: t(label),
        words: inAll.map((all) => all.app(label)).join(' '),
        run: go(to),
      })),
    ...accountPages
      .filter((page) => !('flag' in page) || isOn(page.flag))
      .map(({ to, label, icon }) => ({
        id: `page:${to}`,
        group: 'pages' as const,
        icon,
        title: t(label),
        detail: t('nav.account'),
        words: inAll.map((all) => `${all.app(label)} ${all.app('nav.account')}`).join(' '),
        run: go(to),
      })),
    ...adminPagesOf(permissions).map(({ to, label, icon }) => ({
      id: `page:${to}`,
      group: 'pages' as const,
      icon,
      title: t(label, { ns: 'admin' }),
      detail: t('account.admin'),
      words: inAll.map((all) => `${all.admin(label)} ${all.app('account.admin')}`).join(' '),
      run: go(to),
    })),
    ...(courses.data?.pages ?? [])
      .flatMap((page) => page.items)
      .map(({ slug, titleEs, titleEn }) => ({
        id: `page:/courses/${slug}`,
        group: 'pages' as const,
        icon: 'book' as const,
        title: language === 'es' ? titleEs : titleEn,
        detail: t('nav.courses'),
        words: `${titleEs} ${titleEn} ${inAll.map((all) => all.app('nav.courses')).join(' ')}`,
        run: go(`/courses/${slug}`),
      })),
    ...(symbols.data ?? []).map(({ symbol, name }) => ({
      id: `symbol:${symbol}`,
      group: 'symbols' as const,
      icon: 'candles' as const,
      title: symbol,
      detail: name,
      run: go(`/markets/${symbol}`),
    })),
    ...actions
      .filter((one) => !('flag' in one) || isOn(one.flag))
      .filter((one) => !('permission' in one) || permissions.includes(one.permission))
      .map(({ key, icon, to }) => action(key, icon, go(to))),
    ...(['light', 'dark', 'auto'] as const).map((scheme) =>
      action(scheme, schemes[scheme], () => setColorScheme(scheme)),
    ),
    action('language', 'globe', () => void chooseLanguage(language === 'es' ? 'en' : 'es')),
    action('signOut', 'signOut', () => void leave()),
    ...workspace,
  ];
}
