import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Icon } from '@/components/Icon';
import { Signed } from '@/components/Signed';
import { Table } from '@/components/Table';
import type { Scene, SceneResult } from '../api/scenes';
import { useQuizWords } from '../quiz/useQuizWords';
import classes from './Scene.module.css';
import type { SceneWords } from './useSceneWords';

type Props = {
  scene: Scene;
  result: SceneResult;
  words: SceneWords;
  /** It has just ended: what had the focus is gone. */
  isNew: boolean;
};

function Reference({
  reference,
  words,
}: {
  reference: NonNullable<SceneResult['reference']>;
  words: SceneWords;
}) {
  const { t } = useTranslation('scene');
  const { side, entry, stop, target, r, exitBy } = reference;
  const level = (value: number | null) => (value === null ? t('state.none') : words.price(value));
  const said =
    side === 'none'
      ? [t('result.referenceNone')]
      : [
          t('result.referenceOf', { side: t(`side.${side}`), entry: level(entry), stop: level(stop) }),
          ...(target === null ? [] : [t('result.referenceTarget', { target: level(target) })]),
          ...(exitBy === null
            ? [t('result.referenceUnfilled')]
            : r === null
              ? []
              : [t('result.referenceR', { r: words.r(r), by: t(`by.${exitBy}`) })]),
        ];
  return (
    <>
      <h4>{t('result.reference')}</h4>
      <p>{said.join(' ')}</p>
    </>
  );
}

function Trades({ scene, words }: { scene: Scene; words: SceneWords }) {
  const { t } = useTranslation('scene');
  return (
    <DataTable label={t('result.trades')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('result.side')}</Table.Th>
          <Table.Th ta="right">{t('result.entry')}</Table.Th>
          <Table.Th ta="right">{t('result.exit')}</Table.Th>
          <Table.Th>{t('result.how')}</Table.Th>
          <Table.Th ta="right">{t('result.pnl')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {scene.trades.map((trade, index) => (
          <Table.Tr key={index}>
            <Table.Td>
              {t(`side.${trade.side}`)} {words.quantity(trade.quantity)}
            </Table.Td>
            <Table.Td ta="right">{words.price(trade.entry)}</Table.Td>
            <Table.Td ta="right">{words.price(trade.exit)}</Table.Td>
            <Table.Td>{t(`by.${trade.exitBy}`)}</Table.Td>
            <Table.Td ta="right">
              <Signed value={trade.pnl - trade.fees} text={words.signedMoney(trade.pnl - trade.fees)} />
              {trade.r !== null && <div className={classes.hint}>{words.r(trade.r)}</div>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}

/** What came of an exercise: the result, what the lesson asks for and how it would have done it, and what was shown. */
export function Outcome({ scene, result, words, isNew }: Props) {
  const { t } = useTranslation('scene');
  const quiz = useQuizWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isNew) heading.current?.focus();
  }, [isNew]);
  const { r, grossR, costR, checks, reference } = result;
  const [first, last] = [scene.bars.t[0], result.after.t.at(-1) ?? scene.bars.t.at(-1)];
  const figure = (name: string, value: number | null) =>
    value !== null && (
      <div>
        <dt>{name}</dt>
        <dd>
          <Signed value={value} text={words.r(value)} />
        </dd>
      </div>
    );
  return (
    <section className={classes.outcome} aria-label={t('result.title')}>
      <h4 ref={heading} tabIndex={-1}>
        {t('result.title')}
      </h4>
      {!result.hasTraded && <p>{t('result.noTrade')}</p>}
      {result.hasTraded && r === null && <p>{t('result.noR')}</p>}
      {r !== null && (
        <dl className={classes.figures}>
          {figure(t('result.net'), r)}
          {figure(t('result.gross'), grossR)}
          {costR !== null && (
            <div>
              <dt>{t('result.costs')}</dt>
              <dd>{words.rPlain(costR)}</dd>
            </div>
          )}
        </dl>
      )}
      {scene.trades.length > 0 && <Trades scene={scene} words={words} />}
      {checks ? (
        <>
          <h4>{t('result.checks')}</h4>
          <ul className={classes.checks}>
            {checks.map((check) => (
              <li key={check.key} data-passed={check.passed}>
                <Icon name={check.passed ? 'check' : 'close'} size={16} />
                <span>
                  <b>{quiz.say(check.text)}</b>{' '}
                  <span className={classes.verdict}>
                    {t(check.passed ? 'result.passed' : 'result.failed')}
                  </span>
                  <span className={classes.hint}>
                    {quiz.say(check.why)} ({quiz.points(check.points)})
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className={classes.hint}>{t('result.hidden')}</p>
      )}
      {reference && <Reference reference={reference} words={words} />}
      <p className={classes.hint}>
        {scene.symbol !== null &&
          first !== undefined &&
          last !== undefined &&
          t('result.was', {
            symbol: scene.symbol,
            from: words.time(first + words.shift),
            to: words.time(last + words.shift),
          })}{' '}
        {result.after.t.length > 0 && t('result.after', { count: result.after.t.length })}
      </p>
    </section>
  );
}
