import { Button, NativeSelect, Stack } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '@/components/adminTable/SearchField';
import { MoreButton } from '@/components/MoreButton';
import { Page } from '@/components/Page';
import { QueryView } from '@/components/QueryView';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { Together } from '@/components/Together';
import { useSession } from '@/lib/auth/useSession';
import { useAddress, useChoiceParam, useTextParam } from '@/lib/urlState';
import { levels, offerings, useCourses, useMyLearning } from '../api/courses';
import { useMyCertificates } from '../certificates/api';
import { MyCertificates } from '../certificates/MyCertificates';
import { CourseGrid } from '../components/CourseGrid';
import { MyCourses } from '../components/MyCourses';
import '../texts';
import classes from './CoursesPage.module.css';

const LessonResults = lazy(() => import('../finding/LessonResults'));

const anyLevel = ['any', ...levels] as const;
const anyAccess = ['any', ...offerings] as const;

/** One's own courses, and the catalogue: search and filters stand in the address. */
export function CoursesPage() {
  const { t } = useTranslation('learning');
  const signedIn = useSession().status === 'signedIn';
  const [, change] = useAddress();
  const [q, setQ] = useTextParam('q');
  const [level, setLevel] = useChoiceParam('level', anyLevel, 'any');
  const [access, setAccess] = useChoiceParam('access', anyAccess, 'any');
  const [only, setOnly] = useTextParam('course');
  const mine = useMyLearning({ enabled: signedIn });
  const certificates = useMyCertificates({ enabled: signedIn });
  const words = q.trim();
  const filters = { ...(level !== 'any' && { level }), ...(access !== 'any' && { access }) };
  const query = useCourses({ ...(words !== '' && { q: words }), ...filters });
  const narrowed = words !== '' || level !== 'any' || access !== 'any';
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Together
        queries={signedIn ? [query, mine, certificates] : [query]}
        skeleton={<RowsSkeleton rows={8} height={40} />}
      >
        <Stack gap="md">
          {mine.data && mine.data.courses.length > 0 && <MyCourses courses={mine.data.courses} />}
          {certificates.data && certificates.data.certificates.length > 0 && (
            <MyCertificates certificates={certificates.data.certificates} />
          )}
          <div>
            <div className={classes.tools} role="search">
              <div className={classes.search}>
                <SearchField label={t('search')} value={q} onChange={setQ} />
              </div>
              <NativeSelect
                className={classes.choice}
                aria-label={t('filter.level')}
                data={anyLevel.map((value) => ({ value, label: t(`level.${value}`) }))}
                value={level}
                onChange={(event) => setLevel(event.currentTarget.value as typeof level)}
              />
              <NativeSelect
                className={classes.choice}
                aria-label={t('filter.access')}
                data={anyAccess.map((value) => ({ value, label: t(`access.${value}`) }))}
                value={access}
                onChange={(event) => setAccess(event.currentTarget.value as typeof access)}
              />
            </div>
            {only === '' && (
              <QueryView query={query}>
                {({ pages }) => {
                  const courses = pages.flatMap((page) => page.items);
                  if (courses.length > 0)
                    return (
                      <>
                        <CourseGrid courses={courses} />
                        <MoreButton {...query} />
                      </>
                    );
                  return (
                    <EmptyState
                      icon="search"
                      title={t(narrowed ? 'nothing' : 'empty')}
                      hint={t(narrowed ? 'nothingHint' : 'emptyHint')}
                      action={
                        narrowed && (
                          <Button
                            variant="default"
                            size="xs"
                            onClick={() => change(() => new URLSearchParams())}
                          >
                            {t('clear')}
                          </Button>
                        )
                      }
                    />
                  );
                }}
              </QueryView>
            )}
          </div>
          {(words !== '' || only !== '') && (
            <Suspense fallback={<RowsSkeleton rows={4} />}>
              <LessonResults q={words} {...filters} course={only} onCourse={setOnly} onWords={setQ} />
            </Suspense>
          )}
        </Stack>
      </Together>
    </Page>
  );
}

export { CoursesPage as Component };
