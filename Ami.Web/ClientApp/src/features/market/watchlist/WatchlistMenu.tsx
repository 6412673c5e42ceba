import { Menu } from '@mantine/core';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/Popover.css';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import type { ListDialog } from './WatchlistDialogs';
import type { Watchlist } from './watchlists';

/** A list as text that can be read again, here and on other platforms. */
const textOf = (list: Watchlist) =>
  list.items.map(({ symbol, section }) => symbol ?? `###${section}`).join('\n');

function exportText(list: Watchlist) {
  const link = document.createElement('a');
  link.href = `data:text/plain;charset=utf-8,${encodeURIComponent(textOf(list))}`;
  link.download = `${list.name}.txt`;
  link.click();
}

/** What is done with a whole list. */
export function WatchlistMenu(props: { list: Watchlist; onDialog: (dialog: ListDialog) => void }) {
  const { t } = useTranslation('watchlist');
  const item = (dialog: ListDialog, text: string, rest: { color?: string; disabled?: boolean } = {}) => (
    <Menu.Item {...rest} onClick={() => props.onDialog(dialog)}>
      {text}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <IconButton icon="sliders" label={t('menu')} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('menu')}>
        {item('new', t('newList'))}
        {item('rename', t('rename'))}
        {item('section', t('section'))}
        {item('import', t('import'))}
        {/* An alert is set on the list that is stored. */}
        {item('alert', t('alert'), { disabled: props.list.version === 0 })}
        <Menu.Item onClick={() => exportText(props.list)}>{t('export')}</Menu.Item>
        <Menu.Divider />
        {item('delete', t('delete'), { color: 'red' })}
      </Menu.Dropdown>
    </Menu>
  );
}
