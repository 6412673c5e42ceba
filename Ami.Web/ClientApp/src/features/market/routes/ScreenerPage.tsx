import { Button, NativeSelect, Switch, Text } from '@mantine/core';
import '@mantine/core/styles/Switch.css';
import '@mantine/core/styles/InlineInput.css';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { useUser } from '@/lib/auth/useSession';
import { useQuoteFeed } from '@/lib/live/quotes';
import { storage } from '@/lib/storage';
import { useAddress, useSortParam, useTextParam, withParam } from '@/lib/urlState';
import { intervals } from '../chart/intervals';
import { problemsOf, type RuleProblem } from '../rules/problems';
import { RuleEditor } from '../rules/RuleEditor';
import { useKeepScreens, useScan, useScreens, type ScreenBody } from '../screener/api';
import { ColumnsEditor } from '../screener/ColumnsEditor';
import { Results } from '../screener/Results';
import { sortColumns } from '../screener/rows';
import {
  emptyScreen,
  exampleIds,
  examples,
  isSame,
  isSameScan,
  plain,
  readScreen,
  type ExampleId,
} from '../screener/screen';
import { ScreenBar } from '../screener/ScreenBar';
import { useWatchlists } from '../watchlist/watchlists';
import '../screener/texts';
import classes from './ScreenerPage.module.css';

const draftKey = (person: string) => `ami.screener.${person}`;
const autoKey = 'ami.screener.auto';
const bySymbol = { by: 'symbol', descending: false } as const;

const exampleOf = (id: string): ExampleId | undefined => exampleIds.find((one) => `example-${one}` === id);

export function ScreenerPage() {
  const { t } = useTranslation('screener');
  const [, change] = useAddress();
  const [id] = useTextParam('screen');
  const key = draftKey(useUser()?.id ?? 'nobody');
  const screens = useScreens();
  const lists = useWatchlists().data ?? [];
  const { keep, remove } = useKeepScreens();
  const example = exampleOf(id);
  const own = screens.data?.find((one) => one.id === id);
  const chosen: ScreenBody | undefined = example ? examples[example] : own?.body;
  const [loaded, setLoaded] = useState('');
  const [draft, setDraft] = useState(() => readScreen(storage.get(key)) ?? emptyScreen);
  const [sent, setSent] = useState<ScreenBody | null>(null);
  const [auto, setAuto] = useState(storage.get(autoKey) === 'on');
  if (loaded !== id && (chosen || id === '')) {
    setLoaded(id);
    if (chosen) {
      setDraft(chosen);
      setSent(chosen);
    }
  }
  const isSent = sent !== null && isSameScan(sent, plain(draft));
  // Titles may be changed without another scan.
  const columns = (isSent ? draft : (sent ?? draft)).columns;
  const sortable = useMemo(() => sortColumns(columns.length), [columns.length]);
  const [sort, toggleSort] = useSortParam(sortable, draft.sort ?? bySymbol);
  const scan = useScan(sent, auto);
  const found = scan.data?.items.map((row) => row.symbol) ?? [];
  useQuoteFeed(found);
  useEffect(() => storage.set(key, JSON.stringify(draft)), [key, draft]);

  const body = { ...plain(draft), sort: sortColumns(draft.columns.length).includes(sort.by) ? sort : null };
  const isChanged = chosen !== undefined && !isSame(body, chosen);
  const problems = stillThere(draft, [
    { sent, problems: problemsOf(scan.error) },
    { sent: keep.variables?.body ?? null, problems: problemsOf(keep.error) },
  ]);
  const edit = (part: Partial<ScreenBody>) => setDraft({ ...draft, ...part });

  function choose(next: string) {
    if (next === '') {
      setDraft(emptyScreen);
      setSent(null);
    }
    change((old) => withParam(withParam(old, 'screen', next), 'sort', ''));
  }

  function run() {
    const next = plain(draft);
    setDraft(next);
    if (isSent) void scan.refetch();
    setSent(next);
  }

  function save(screenId: string, name: string) {
    setDraft(plain(draft));
    keep.mutate(
      { id: screenId, name, body },
      {
        onSuccess: () => change((old) => withParam(old, 'screen', screenId)),
      },
    );
  }

  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component={Link} to="/markets" variant="default" size="xs">
          {t('back')}
        </Button>
      }
    >
      <ScreenBar
        id={id}
        example={example}
        own={own}
        screens={screens.data ?? []}
        isChanged={isChanged}
        isSaving={keep.isPending}
        onChoose={choose}
        onSave={save}
        onRemove={(screen, done) =>
          remove.mutate(screen, {
            onSuccess() {
              done();
              if (screen.id === id) change((old) => withParam(old, 'screen', ''));
            },
          })
        }
        onRestore={(screen) => keep.mutate(screen)}
      />
      <Panel title={t('condition')}>
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          <RuleEditor
            key={loaded}
            value={draft.rule ?? ''}
            problems={problems.filter(({ field }) => field === 'rule')}
            onChange={(rule) => edit({ rule })}
          />
          <details
            className={classes.columns}
            open={problems.some(({ field }) => field !== 'rule') || undefined}
          >
            <summary>
              {t('columns.title')} ({draft.columns.length})
            </summary>
            <ColumnsEditor
              columns={draft.columns}
              problems={problems}
              onChange={(next) => edit({ columns: next, sort: null })}
            />
          </details>
          <div className={classes.choices}>
            <NativeSelect
              size="xs"
              label={t('interval')}
              value={draft.interval}
              data={[...new Set([...intervals, draft.interval])]}
              onChange={(event) => edit({ interval: event.currentTarget.value })}
            />
            <NativeSelect
              size="xs"
              label={t('universe')}
              value={draft.watchlist ?? ''}
              data={[
                { value: '', label: t('all') },
                ...lists.map((list) => ({ value: list.id, label: list.name })),
                ...(draft.watchlist && !lists.some((list) => list.id === draft.watchlist)
                  ? [{ value: draft.watchlist, label: t('gone') }]
                  : []),
              ]}
              onChange={(event) => edit({ watchlist: event.currentTarget.value || null })}
            />
            <Button type="submit" loading={scan.isFetching}>
              {t('scan')}
            </Button>
            <Switch
              size="sm"
              label={t('auto')}
              checked={auto}
              onChange={(event) => {
                setAuto(event.currentTarget.checked);
                storage.set(autoKey, event.currentTarget.checked ? 'on' : 'off');
              }}
            />
            {sent && !isSent && (
              <Text size="sm" c="dimmed" role="status">
                {t('unsent')}
              </Text>
            )}
          </div>
        </form>
      </Panel>
      <Results
        scan={scan}
        sent={sent}
        columns={columns}
        sort={sort}
        onSort={toggleSort}
        name={own?.name ?? (example ? t(`example.${example}`) : t('title'))}
      />
    </Page>
  );
}

/** Of what was refused, that which is still written so. */
function stillThere(
  draft: ScreenBody,
  refused: { sent: ScreenBody | null; problems: readonly RuleProblem[] }[],
): RuleProblem[] {
  const textOf = (body: ScreenBody, field: string) => {
    const at = /^columns\[(\d+)\]$/.exec(field)?.[1];
    return at === undefined ? (body.rule ?? '') : body.columns[Number(at)]?.formula;
  };
  for (const { sent, problems } of refused) {
    const left = sent ? problems.filter(({ field }) => textOf(sent, field) === textOf(draft, field)) : [];
    if (left.length > 0) return left;
  }
  return [];
}

export { ScreenerPage as Component };
