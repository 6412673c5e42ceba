import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MoreButton } from '@/components/MoreButton';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useRatings, type RatingFigures } from './api';
import { OwnRatingForm } from './OwnRatingForm';
import classes from './Ratings.module.css';
import './texts';

function Figures({ figures }: { figures: RatingFigures }) {
  const { t } = useTranslation('ratings');
  const language = useLanguage();
  const { count, mean, stars } = figures;
  return (
    <div className={classes.figures}>
      <div className={classes.mean}>
        {mean !== null && (
          <strong>{t('mean', { mean: mean.toLocaleString(language, { minimumFractionDigits: 1 }) })}</strong>
        )}
        <span>{t('count', { count })}</span>
        {mean === null && <span>{t('tooFew')}</span>}
      </div>
      <ul className={classes.bars} aria-label={t('distribution')}>
        {stars
          .map((many, index) => ({ many, number: index + 1 }))
          .reverse()
          .map(({ many, number }) => (
            <li key={number} className={classes.bar}>
              <span>{t('stars', { count: number })}</span>
              <progress value={many} max={count} aria-hidden="true" />
              <span>{many}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}

/** On a course's page: what it was rated, what was written about it, and one's own. */
export default function RatingsPanel({ course }: { course: string }) {
  const { t } = useTranslation('ratings');
  const formats = useFormats();
  const query = useRatings(course);
  return (
    <Panel title={t('title')}>
      <QueryView query={query} skeleton={<RowsSkeleton rows={3} />}>
        {({ pages }) => {
          const [first] = pages;
          const texts = pages.flatMap((page) => page.texts.items);
          if (!first) return null;
          const { figures, mine, missing } = first;
          return (
            <Stack gap="lg">
              {figures.count > 0 ? (
                <Figures figures={figures} />
              ) : (
                <Text size="sm" c="dimmed">
                  {t('none')}
                </Text>
              )}
              {(mine !== null || missing === 0) && (
                <OwnRatingForm key={mine ? 'mine' : 'new'} course={course} mine={mine} />
              )}
              {mine === null && missing !== null && missing > 0 && (
                <Text size="sm" c="dimmed">
                  {t('missing', { count: missing })}
                </Text>
              )}
              {texts.length > 0 && (
                <div>
                  <ul className={classes.list}>
                    {texts.map((line) => (
                      <li key={line.id}>
                        <div className={classes.facts}>
                          <strong>{t('stars', { count: line.stars })}</strong>
                          <span>{formats.tableTime(line.updatedAt, false)}</span>
                        </div>
                        <p className={classes.text}>{line.text}</p>
                      </li>
                    ))}
                  </ul>
                  <MoreButton {...query} />
                </div>
              )}
            </Stack>
          );
        }}
      </QueryView>
    </Panel>
  );
}
