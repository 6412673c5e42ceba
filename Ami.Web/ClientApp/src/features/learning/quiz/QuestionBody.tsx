import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { RowsSkeleton } from '@/components/states';
import Markdown from '../components/Markdown';
import { CandleChart } from './CandleChart';
import { ChartFigure } from './ChartFigure';
import { ChoiceField } from './ChoiceField';
import type { FieldProps } from './field';
import { MarkField } from './MarkField';
import { MatchField } from './MatchField';
import { NumberField } from './NumberField';
import { OrderField } from './OrderField';
import { TextField } from './TextField';
import { useQuizWords } from './useQuizWords';

const ScenePanel = lazy(() => import('../scene/ScenePanel'));

/** A chart exercise: it has its own code, which nobody loads for other questions. */
function SceneField({ question, attempt, isFixed }: FieldProps) {
  const { t } = useTranslation('quiz');
  const { position, replay } = question;
  const isKnown = replay !== null && (replay.isOpen || replay.isOver);
  if (isFixed && !isKnown) return <p>{t('sceneNotOpened')}</p>;
  return (
    <Suspense fallback={<RowsSkeleton rows={10} />}>
      <ScenePanel
        place={{ lesson: attempt.lessonId, attempt: attempt.id, position }}
        isFixed={isFixed}
        isKnown={isKnown}
      />
    </Suspense>
  );
}

function Field(props: FieldProps) {
  const { kind, chart } = props.question;
  switch (kind) {
    case 'single':
    case 'multiple':
      return <ChoiceField {...props} />;
    case 'numeric':
      return <NumberField {...props} />;
    case 'ordering':
      return <OrderField {...props} />;
    case 'matching':
      return <MatchField {...props} />;
    case 'text':
      return <TextField {...props} />;
    case 'mark':
      return chart && <MarkField {...props} chart={chart} />;
    case 'replay':
      return <SceneField {...props} />;
  }
}

/** What is asked, its chart, and what it is answered with. */
export function QuestionBody(props: FieldProps) {
  const words = useQuizWords();
  const { kind, chart, prompt } = props.question;
  return (
    <>
      <Markdown text={words.say(prompt)} />
      {chart && kind !== 'mark' && (
        <ChartFigure chart={chart}>
          <CandleChart chart={chart} />
        </ChartFigure>
      )}
      <Field {...props} />
    </>
  );
}
