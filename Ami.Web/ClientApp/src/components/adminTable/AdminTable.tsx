import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import classes from './AdminTable.module.css';
import { ColumnPicker } from './ColumnPicker';
import { ExportButton } from './ExportButton';
import { Rows } from './Rows';
import './texts';
import { Toolbar } from './Toolbar';
import type { AdminTableProps } from './types';
import { useColumnChoice } from './useColumnChoice';
import { useListQuery } from './useListQuery';

/** Every list of the admin area: search, filters, sort and columns in the address, pages by cursor, export of everything that matches. */
export function AdminTable<T>(props: AdminTableProps<T>) {
  const { t } = useTranslation('table');
  const formats = useFormats();
  const errorText = useErrorText();
  const list = useListQuery(props);
  const { shown, toggle } = useColumnChoice(props.id, props.columns);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = list.rows;
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;

  async function more() {
    const { error: failed } = await fetchNextPage();
    if (failed) toast(errorText(failed), { tone: 'error' });
  }

  function body() {
    if (rows.length === 0) {
      if (!list.narrowed)
        return <EmptyState icon="table" title={props.empty.title} hint={props.empty.hint} />;
      return (
        <EmptyState
          icon="search"
          title={t('nothing')}
          hint={t('nothingHint')}
          action={
            <Button variant="default" size="xs" onClick={list.clear}>
              {t('clear')}
            </Button>
          }
        />
      );
    }
    return (
      <>
        <Rows
          label={props.label}
          rows={rows}
          columns={shown}
          rowKey={props.rowKey}
          rowTo={props.rowTo}
          onOpen={props.onOpen}
          sort={list.sort}
          onSort={list.toggleSort}
          stale={isPlaceholderData}
        />
        <div className={classes.foot}>
          <Text size="xs" c="dimmed" role="status">
            {total == null && hasNextPage
              ? t('shown', { rows: formats.integer(rows.length) })
              : t('shownOf', {
                  rows: formats.integer(rows.length),
                  total: formats.integer(total ?? rows.length),
                })}
          </Text>
          {hasNextPage && (
            <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void more()}>
              {t('loadMore', { ns: 'common' })}
            </Button>
          )}
        </div>
      </>
    );
  }

  return (
    <>
      <Toolbar
        search={props.search}
        typed={list.typed}
        filters={props.filters ?? []}
        valueOf={list.valueOf}
        onChange={list.set}
      >
        <ColumnPicker columns={props.columns} shown={shown} onToggle={toggle} />
        {props.exportPath && <ExportButton path={props.exportPath} query={list.asked} />}
      </Toolbar>
      <Panel flush>
        <QueryView query={list.rows} skeleton={<RowsSkeleton rows={10} />}>
          {body}
        </QueryView>
      </Panel>
    </>
  );
}
