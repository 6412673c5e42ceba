import { Modal, Text, TextInput, useMantineColorScheme } from '@mantine/core';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Overlay.css';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '@/components/Icon';
import { useSymbols } from '@/features/market/api/symbols';
import { useUser } from '@/lib/auth/useSession';
import { useFlags } from '@/lib/flags/useFlags';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { adminPagesOf } from '../admin/adminPages';
import '../admin/texts';
import { navigation } from '../navigation';
import { chooseLanguage } from './chooseLanguage';
import classes from './CommandPalette.module.css';
import { findCommands, type Command, type CommandGroup } from './findCommands';

function useCommands(): Command[] {
  const { t } = useTranslation(['app', 'admin']);
  const permissions = useUser()?.permissions ?? [];
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const language = useLanguage();
  const symbols = useSymbols();
  const isOn = useFlags();
  const go = (to: string) => () => void navigate(to);
  return [
    ...navigation
      .filter(({ flag }) => flag === null || isOn(flag) !== false)
      .map(({ to, label, icon }) => ({
        id: `page:${to}`,
        group: 'pages' as const,
        icon,
        title: t(label),
        run: go(to),
      })),
    { id: 'page:account', group: 'pages', icon: 'account', title: t('nav.account'), run: go('/account') },
    ...adminPagesOf(permissions).map(({ to, label, icon }) => ({
      id: `page:${to}`,
      group: 'pages' as const,
      icon,
      title: t(label, { ns: 'admin' }),
      detail: t('account.admin'),
      run: go(to),
    })),
    ...(symbols.data ?? []).map(({ symbol, name }) => ({
      id: `symbol:${symbol}`,
      group: 'symbols' as const,
      icon: 'candles' as const,
      title: symbol,
      detail: name,
      run: go(`/markets/${symbol}`),
    })),
    ...(isOn('module.paper-trading') === false
      ? []
      : [
          {
            id: 'new-account',
            group: 'actions' as const,
            icon: 'plus' as const,
            title: t('search.newAccount'),
            run: go('/trade?dialog=new-account'),
          },
        ]),
    ...(['light', 'dark', 'auto'] as const).map((scheme) => ({
      id: `theme:${scheme}`,
      group: 'actions' as const,
      icon: ({ light: 'sun', dark: 'moon', auto: 'monitor' } as const)[scheme],
      title: t(`search.${scheme}`),
      run: () => setColorScheme(scheme),
    })),
    {
      id: 'language',
      group: 'actions',
      icon: 'globe',
      title: t('search.language'),
      run: () => void chooseLanguage(language === 'es' ? 'en' : 'es'),
    },
  ];
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = findCommands(useCommands(), query);
  const groups: CommandGroup[] = ['pages', 'symbols', 'actions'];
  const ordered = groups.flatMap((group) => found.filter((command) => command.group === group));
  const active = ordered[Math.min(chosen, ordered.length - 1)];
  const optionId = (command: Command) => `${id}-${command.id}`;

  function choose(command: Command) {
    onClose();
    command.run();
  }

  function move(step: number) {
    const next = (Math.min(chosen, ordered.length - 1) + step + ordered.length) % ordered.length;
    setChosen(next);
    const target = ordered[next];
    if (target) document.getElementById(optionId(target))?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (ordered.length === 0) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && active) choose(active);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        className={classes.input}
        leftSection={<Icon name="search" />}
        placeholder={t('search.placeholder')}
        aria-label={t('search.title')}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active && optionId(active)}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes.results}>
        <div role="listbox" id={`${id}-list`} aria-label={t('search.results')} tabIndex={-1}>
          {groups.map((group) => {
            const commands = ordered.filter((command) => command.group === group);
            if (commands.length === 0) return null;
            return (
              <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
                <div id={`${id}-${group}`} className={classes.group}>
                  {t(`search.${group}`)}
                </div>
                {commands.map((command) => (
                  <div
                    key={command.id}
                    id={optionId(command)}
                    role="option"
                    aria-selected={command === active}
                    className={classes.option}
                    onMouseMove={() => setChosen(ordered.indexOf(command))}
                    onClick={() => choose(command)}
                  >
                    <Icon name={command.icon} size={16} />
                    {command.title}
                    {command.detail && <span className={classes.detail}>{command.detail}</span>}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        {ordered.length === 0 && (
          <Text size="sm" c="dimmed" p="md" role="status">
            {t('search.nothing', { query })}
          </Text>
        )}
      </div>
      <Text size="xs" c="dimmed" className={classes.hint}>
        {t('search.hint')}
      </Text>
    </>
  );
}

/** Ctrl/⌘ K: pages, symbols and actions by typing a few letters. */
export default function CommandPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="12vh" centered={false}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content aria-label={t('search.title')} radius="md">
        <PaletteBody onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}
