import type { Course } from '../api/courses';

/** What a person can do about a course, the most useful first. */
export type Offer = 'signUp' | 'start' | 'continue' | 'again' | 'buy' | 'upgrade' | 'gift';

type About = Pick<
  Course,
  'reach' | 'prices' | 'includedIn' | 'isArchived' | 'lessons' | 'continueWith' | 'access'
>;

/** The buttons of a course. Where nothing is sold there is nothing to buy. */
export function offersOf(course: About, who: { isSignedIn: boolean; isSelling: boolean }): readonly Offer[] {
  const sold = who.isSelling && !course.isArchived && course.prices.length > 0;
  const gift: readonly Offer[] = sold ? ['gift'] : [];
  if (!who.isSignedIn) return ['signUp'];
  if (course.reach) {
    const isDone = course.lessons.every((lesson) => lesson.isDone);
    return [course.continueWith ? 'continue' : isDone ? 'again' : 'start', ...gift];
  }
  const upgrade: readonly Offer[] = who.isSelling && course.includedIn ? ['upgrade'] : [];
  return sold ? ['buy', ...upgrade, ...gift] : upgrade;
}

/** Where a course goes on, or begins. */
export function lessonToOpen(course: Pick<Course, 'slug' | 'lessons' | 'continueWith'>) {
  const key = course.continueWith ?? course.lessons[0]?.key;
  return key === undefined ? `/courses/${course.slug}` : `/courses/${course.slug}/${key}`;
}
