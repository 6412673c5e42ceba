import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { toast } from '@/components/toasts';
import { ApiError } from '@/lib/api/errors';
import { useAttempt } from '@/lib/api/useAttempt';
import { useErrorText } from '@/lib/i18n/useErrorText';
import {
  confidences,
  rateCard,
  ratings,
  suspendCard,
  undoReview,
  type Rating,
  type SessionCard,
} from '../api/practice';
import { begin, finished, forgotten, rated, skipped, turned, undone } from '../domain/session';
import { CardFace } from './CardFace';
import classes from './Practice.module.css';

/** The card is not as it was shown, or not to be asked any more; after any other refusal it can be rated again. */
const isGone = (error: ApiError) =>
  /^(learning\.(card_changed|card_suspended|card_unknown|not_bought)|plan\.)/.test(error.code);

/** A button or link that has the focus knows what the space bar means. */
const isOnButton = (event: KeyboardEvent) =>
  event.target instanceof Element && event.target.closest('button, a') !== null;

type Props = { cards: readonly SessionCard[]; onEnd: () => void; onMore: () => void };

/** One session, card by card, wholly by keyboard: space shows the back, 1 to 4 rate, u takes the last rating back. */
export function SessionView({ cards, onEnd, onMore }: Props) {
  const { t } = useTranslation('learning');
  const errorText = useErrorText();
  const attempt = useAttempt();
  const [session, setSession] = useState(() => begin(cards));
  const [shown, setShown] = useState<{ confidence: number | null } | null>(null);
  const end = useRef<HTMLHeadingElement>(null);
  const [isBusy, setBusy] = useState(false);
  const since = useRef(0);
  const busy = useRef(false);
  const card = session.queue[0];
  const isKnown = card !== undefined && session.seen.includes(card.stand.id);
  const last = session.given.at(-1);
  useEffect(() => {
    since.current = performance.now();
    if (!card) end.current?.focus();
  }, [card]);

  /** One thing at a time, also for keys that come faster than the page is drawn. */
  async function act(work: () => Promise<void>, refused: (error: ApiError) => void) {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiError && !error.isTransient) refused(error);
      toast(errorText(error), { tone: 'error' });
    } finally {
      busy.current = false;
      setBusy(false);
    }
  }

  const skip = (error: ApiError) => {
    if (!isGone(error)) return;
    setShown(null);
    setSession(skipped);
  };
  const show = (confidence: number | null) => {
    if (!card || shown) return;
    setShown({ confidence: isKnown ? null : confidence });
    setSession(turned);
  };
  const rate = (rating: Rating) =>
    void act(async () => {
      if (!card || !shown) return;
      const { stand } = card;
      const seconds = Math.round((performance.now() - since.current) / 1000);
      const content = [stand.id, stand.version, rating, shown.confidence];
      const after = await attempt.run(content, async (review) => ({
        review,
        stand: await rateCard(review, stand, rating, Math.min(seconds, 86_400), shown.confidence),
      }));
      setShown(null);
      setSession((now) =>
        rated(now, after.stand, { review: after.review, rating, confidence: shown.confidence }, Date.now()),
      );
    }, skip);
  const undo = () =>
    void act(
      async () => {
        if (!last) return;
        const stand = await undoReview(last.review);
        // Its back was seen: what is given anew is the rating alone.
        setShown({ confidence: last.confidence });
        setSession((now) => undone(now, stand));
      },
      () => setSession(forgotten),
    );
  const setAside = () =>
    void act(async () => {
      if (!card) return;
      await suspendCard(card.stand.id);
      setShown(null);
      setSession(skipped);
      toast(t('practice.wasSetAside'));
    }, skip);

  useHotkeys([
    [
      'space',
      (event) => !isOnButton(event) && (event.preventDefault(), show(null)),
      { preventDefault: false },
    ],
    ...ratings.map((rating, index): [string, (event: KeyboardEvent) => void] => [
      `${index + 1}`,
      (event) => event.repeat || rate(rating),
    ]),
    ...confidences.map((percent, index): [string, () => void] => [
      `${(index + 5) % 10}`,
      () => show(percent),
    ]),
    ['u', (event) => event.repeat || undo()],
  ]);

  const right = session.given.filter(({ rating }) => rating !== 'again').length;
  return (
    <section className={classes.session} aria-label={t('practice.session')}>
      <div className={classes.bar}>
        <progress
          className={classes.progress}
          value={finished(session)}
          max={Math.max(session.size, 1)}
          aria-label={t('practice.progress')}
        />
        <span className={classes.note}>
          {t('practice.progressOf', { done: finished(session), count: session.size })}
        </span>
      </div>
      {card ? (
        <CardFace
          card={card}
          isOpen={shown !== null}
          isKnown={isKnown}
          confidence={shown?.confidence ?? null}
          isBusy={isBusy}
          onShow={show}
          onRate={rate}
        />
      ) : (
        <div className={classes.card}>
          <h2 ref={end} tabIndex={-1} className={classes.end}>
            {t('practice.ended')}
          </h2>
          <p>{t('practice.summary', { right, count: session.given.length })}</p>
          <div className={classes.acts}>
            <Button onClick={onEnd}>{t('practice.toOverview')}</Button>
            <Button variant="default" onClick={onMore}>
              {t('practice.more')}
            </Button>
          </div>
        </div>
      )}
      <div className={classes.acts}>
        <Button
          variant="default"
          size="xs"
          disabled={!last || isBusy}
          onClick={undo}
          aria-keyshortcuts="u"
          leftSection={<Icon name="chevronLeft" size={14} />}
        >
          {t('practice.undo')}
        </Button>
        {card && (
          <>
            <Button variant="default" size="xs" disabled={isBusy} onClick={setAside}>
              {t('practice.setAside')}
            </Button>
            <Button variant="subtle" size="xs" onClick={onEnd}>
              {t('practice.stop')}
            </Button>
          </>
        )}
      </div>
      {card && <p className={classes.keys}>{t('practice.keys')}</p>}
    </section>
  );
}
