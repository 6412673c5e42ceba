import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { MoreButton } from '@/components/MoreButton';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { Tag } from '@/components/Tag';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useChoiceParam } from '@/lib/urlState';
import { useCourse, type Level, type Offering } from '../api/courses';
import { useWords } from '../components/useWords';
import { useHits, type LessonHit } from './api';
import classes from './LessonResults.module.css';
import { MarkedText } from './MarkedText';
import './texts';

const languages = ['any', 'es', 'en'] as const;

function Hit({ hit }: { hit: LessonHit }) {
  const { t } = useTranslation(['finding', 'learning']);
  const isSpanish = useLanguage() === 'es';
  const title = isSpanish ? hit.titleEs : hit.titleEn;
  const own = isSpanish ? hit.excerptEs : hit.excerptEn;
  const excerpt = own ?? (isSpanish ? hit.excerptEn : hit.excerptEs);
  const other = isSpanish ? 'en' : 'es';
  const place = excerpt && excerpt.heading > 0 ? `#h-${excerpt.heading}` : '';
  return (
    <li className={classes.hit}>
      <Link to={`/courses/${hit.course}/${hit.key}${place}`} className={classes.title}>
        <MarkedText {...title} />
      </Link>
      <div className={classes.facts}>
        <span>{isSpanish ? hit.courseTitleEs : hit.courseTitleEn}</span>
        {hit.kind !== 'article' && <Tag>{t(`lesson.${hit.kind}`, { ns: 'learning' })}</Tag>}
        {!hit.isOpen && <Tag hint={t('lockedHint')}>{t('lesson.locked', { ns: 'learning' })}</Tag>}
        {excerpt && !own && <Tag>{t(`in.${other}`)}</Tag>}
      </div>
      {excerpt && (
        <p className={classes.excerpt} lang={own ? undefined : other}>
          {excerpt.under && <span className={classes.under}>{excerpt.under}: </span>}
          <MarkedText {...excerpt} />
        </p>
      )}
    </li>
  );
}

/** The name of the only course that is searched, and a way back to all of them. */
function OnlyCourse({ slug, onClear }: { slug: string; onClear: () => void }) {
  const { t } = useTranslation('finding');
  const words = useWords();
  const course = useCourse(slug);
  return (
    <Button
      variant="default"
      size="xs"
      rightSection={<Icon name="close" size={12} />}
      aria-label={t('everywhere', { course: course.data ? words.title(course.data) : slug })}
      onClick={onClear}
    >
      {course.data ? words.title(course.data) : slug}
    </Button>
  );
}

type Props = {
  q: string;
  level?: Level;
  access?: Offering;
  course: string;
  onCourse: (slug: string) => void;
  /** Searches for other words. */
  onWords: (words: string) => void;
};

/** What lessons say of the words that are searched for. Language and course are chosen here, and stand in the address as the other filters do. */
export default function LessonResults({ q, level, access, course, onCourse, onWords }: Props) {
  const { t } = useTranslation('finding');
  const [language, setLanguage] = useChoiceParam('language', languages, 'any');
  const query = useHits({
    q,
    ...(level && { level }),
    ...(access && { access }),
    ...(course && { course }),
    ...(language !== 'any' && { language }),
  });
  return (
    <Panel
      title={t('title')}
      flush
      actions={
        <div className={classes.only}>
          {course && <OnlyCourse slug={course} onClear={() => onCourse('')} />}
          <NativeSelect
            size="xs"
            aria-label={t('language.label')}
            data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value as typeof language)}
          />
        </div>
      }
    >
      {q === '' && <EmptyState icon="search" title={t('type')} />}
      {q !== '' && (
        <QueryView query={query}>
          {({ pages }) => {
            const hits = pages.flatMap((page) => page.items);
            const suggestion = pages[0]?.suggestion ?? null;
            if (hits.length === 0)
              return (
                <EmptyState
                  icon="search"
                  title={t('nothing', { words: q })}
                  hint={suggestion === null ? t('nothingHint') : undefined}
                  action={
                    suggestion !== null && (
                      <Button variant="default" size="xs" onClick={() => onWords(suggestion)}>
                        {t('didYouMean', { words: suggestion })}
                      </Button>
                    )
                  }
                />
              );
            return (
              <>
                <p className={classes.said} role="status">
                  {pages[0]?.isCorrected &&
                    suggestion !== null &&
                    t('corrected', { asked: q, meant: suggestion })}
                </p>
                <ul className={classes.list}>
                  {hits.map((hit) => (
                    <Hit key={hit.id} hit={hit} />
                  ))}
                </ul>
                <MoreButton {...query} />
              </>
            );
          }}
        </QueryView>
      )}
    </Panel>
  );
}
