import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '@/lib/formats/useFormats';
import { useWords } from '../components/useWords';
import { confidences, ratings, type Rating, type SessionCard } from '../api/practice';
import classes from './Practice.module.css';
import { usePracticeWords } from './usePracticeWords';

type Props = {
  card: SessionCard;
  /** Whether the back is shown. */
  isOpen: boolean;
  /** Whether its back was seen in this session already: then it is not asked how sure one is. */
  isKnown: boolean;
  /** What was said before it was; null when nothing was. */
  confidence: number | null;
  isBusy: boolean;
  onShow: (confidence: number | null) => void;
  onRate: (rating: Rating) => void;
};

/** A card: its question, then how sure one is, then its answer and how well one knew it. */
export function CardFace({ card, isOpen, isKnown, confidence, isBusy, onShow, onRate }: Props) {
  const { t } = useTranslation('learning');
  const words = usePracticeWords();
  const titles = useWords();
  const formats = useFormats();
  const front = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLDivElement>(null);
  // What is new is read out, and keys act on the card and not on a button that is gone.
  useEffect(() => (isOpen ? back : front).current?.focus(), [isOpen, card]);
  return (
    <article className={classes.card} aria-label={t('practice.card')}>
      <div ref={front} tabIndex={-1} className={classes.front}>
        {words.front(card)}
      </div>
      <div className={classes.from}>
        {card.lesson ? (
          <Link to={`/courses/${card.lesson.course}/${card.lesson.key}`}>{titles.title(card.lesson)}</Link>
        ) : (
          t(card.origin === 'quizMistake' ? 'practice.origin.quizMistake' : 'practice.origin.brokenRule')
        )}
      </div>
      {isOpen ? (
        <>
          <div ref={back} tabIndex={-1} className={classes.back}>
            {words.back(card)}
          </div>
          {confidence !== null && (
            <p className={classes.note}>
              {t('practice.said', { percent: formats.percent(confidence / 100, 0) })}
            </p>
          )}
          <div role="group" aria-label={t('practice.rate')} className={classes.ratings}>
            {ratings.map((rating, index) => (
              <Button
                key={rating}
                variant="default"
                className={classes.rating}
                disabled={isBusy}
                onClick={() => onRate(rating)}
                aria-keyshortcuts={`${index + 1}`}
              >
                <span className={classes.stack}>
                  <span>{t(`practice.rating.${rating}`)}</span>
                  <span className={classes.note}>{words.until(card.stand.next[rating])}</span>
                </span>
              </Button>
            ))}
          </div>
        </>
      ) : (
        <>
          {!isKnown && (
            <>
              <p className={classes.ask} id="how-sure">
                {t('practice.howSure')}
              </p>
              <div role="group" aria-labelledby="how-sure" className={classes.confidences}>
                {confidences.map((percent, index) => (
                  <Button
                    key={percent}
                    variant="default"
                    className={classes.confidence}
                    onClick={() => onShow(percent)}
                    aria-keyshortcuts={`${(index + 5) % 10}`}
                  >
                    {formats.percent(percent / 100, 0)}
                  </Button>
                ))}
              </div>
            </>
          )}
          <Button fullWidth onClick={() => onShow(null)} aria-keyshortcuts="Space">
            {t('practice.show')}
          </Button>
        </>
      )}
    </article>
  );
}
