import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Answer, Attempt, Question } from '../api/quizzes';
import { plain } from '../domain/answers';
import { toggled } from '../domain/navigator';
import { senderOf } from './sender';
import './texts';

/** Whoever types gets so long to go on before it is sent. */
const typingMs = 700;

/** The answers of an attempt as they are now, wherever they are kept, and what changes them. */
export function useAnswers(lesson: string, attempt: Attempt) {
  const { t } = useTranslation('quiz');
  const errorText = useErrorText();
  const sender = senderOf(useQueryClient(), lesson, attempt.id);
  const { kept, state, trouble } = useSyncExternalStore(sender.subscribe, sender.get);
  useEffect(
    () =>
      sender.onDropped((number, error) => {
        const text =
          error.code === 'learning.answer_changed'
            ? t('changedElsewhere', { number })
            : error.code === 'learning.quiz_time_over'
              ? t('tooLate', { number })
              : t('refused', { number, reason: errorText(error) });
        toast(text, { tone: 'error' });
      }),
    [sender, t, errorText],
  );

  const answerOf = (question: Question): Answer | null => {
    const { position } = question;
    if (question.result === null && position in kept.waiting) return kept.waiting[position]?.answer ?? null;
    if (!question.isFinal && position in kept.drafts) return kept.drafts[position] ?? null;
    return plain(question.answer);
  };

  return {
    state,
    /** Why something is not saved, in words. */
    reason: trouble === null ? '' : errorText(trouble),
    flagged: kept.flagged,
    answerOf,
    isWaiting: (position: number) => position in kept.waiting,
    /** Keeps an answer here, and sends it unless it is to be checked first. */
    give({ position, isFinal }: Question, answer: Answer | null, isTyped = false) {
      if (isFinal) return;
      if (attempt.answers === 'afterQuestion')
        sender.keep(({ drafts }) => ({ drafts: { ...drafts, [position]: plain(answer) } }));
      else sender.give(position, answer, isTyped ? typingMs : 0);
    },
    /** Sends answers that are final then. */
    check(asked: readonly Pick<Question, 'position' | 'answer'>[]) {
      for (const { position, answer } of asked) {
        sender.give(position, answer);
        sender.keep(({ drafts }) => ({
          drafts: Object.fromEntries(Object.entries(drafts).filter(([key]) => Number(key) !== position)),
        }));
      }
      return sender.flush();
    },
    flag: (position: number) => sender.keep(({ flagged }) => ({ flagged: toggled(flagged, position) })),
    flush: sender.flush,
    /** Sends what waits, and throws why the server has not all of it. */
    async deliver() {
      if (!(await sender.flush())) throw sender.get().trouble;
    },
  };
}
