import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState } from '@/components/states';
import { Button, Skeleton } from '@mantine/core';
import { QueryView } from '@/components/QueryView';
import { ApiError } from '@/lib/api/errors';
import { sceneCache, useScene, type Place, type Scene } from '../api/scenes';
import { Outcome } from './Outcome';
import { Said } from './Said';
import classes from './Scene.module.css';
import { SceneFrame } from './SceneFrame';
import { ScenePlay } from './ScenePlay';
import './texts';
import { useSceneWords, type SceneWords } from './useSceneWords';

export type ScenePanelProps = {
  place: Place;
  /** Nothing is done in it any more. */
  isFixed: boolean;
  /** The attempt says that it was looked at before. */
  isKnown: boolean;
};

/** Under way or over: what ends it is told as what came before. */
function Loaded({ place, scene, isFixed }: { place: Place; scene: Scene; isFixed: boolean }) {
  const words = useSceneWords(scene);
  const [isPlaying, setPlaying] = useState(false);
  const [wasOver] = useState(scene.isOver);
  return (
    <>
      {scene.isOver ? (
        <Over place={place} scene={scene} words={words} isNew={!wasOver} />
      ) : (
        <ScenePlay place={place} scene={scene} isFixed={isFixed} onPlaying={setPlaying} />
      )}
      <Said scene={scene} words={words} isPlaying={isPlaying} />
    </>
  );
}

type OverProps = { place: Place; scene: Scene; words: SceneWords; isNew: boolean };

function Over({ place, scene, words, isNew }: OverProps) {
  return (
    <>
      <SceneFrame
        place={place}
        scene={scene}
        words={words}
        levels={[]}
        aside={null}
        below={null}
        notes={null}
      />
      {scene.result && <Outcome scene={scene} result={scene.result} words={words} isNew={isNew} />}
    </>
  );
}

/** A chart exercise of an attempt, under way or over. */
export default function ScenePanel({ place, isFixed, isKnown }: ScenePanelProps) {
  const { t } = useTranslation('scene');
  const query = useScene(place);
  const client = useQueryClient();
  const isMade = query.data !== undefined;
  const { attempt, lesson, position } = place;
  // The attempt says then that it is under way.
  useEffect(() => {
    if (isMade && !isKnown) void sceneCache(client, { attempt, lesson, position }).readAttempt();
  }, [isMade, isKnown, client, attempt, lesson, position]);
  const retry = () => void query.refetch();
  return (
    <QueryView
      query={query}
      skeleton={
        <div className={classes.waiting} role="status" aria-label={t('loading')}>
          <Skeleton height="100%" />
        </div>
      }
      failed={(error) =>
        error instanceof ApiError && error.code === 'learning.scene_no_history' ? (
          <EmptyState
            icon="candles"
            title={t('begin.empty')}
            hint={t('begin.emptyHint')}
            action={
              <Button size="xs" variant="default" onClick={retry}>
                {t('begin.retry')}
              </Button>
            }
          />
        ) : isFixed && error instanceof ApiError && error.code === 'learning.scene_unknown' ? (
          <p>{t('begin.never')}</p>
        ) : (
          <ErrorState error={error} onRetry={retry} />
        )
      }
    >
      {(scene) => <Loaded place={place} scene={scene} isFixed={isFixed} />}
    </QueryView>
  );
}
