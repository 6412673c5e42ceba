import { Button, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { later } from '@/components/later';
import { Tag } from '@/components/Tag';
import type { Screen } from './api';
import { exampleIds, type ExampleId } from './screen';
import classes from './ScreenBar.module.css';
import type { ScreenDialogProps } from './ScreenDialog';

const ScreenDialog = later<ScreenDialogProps>(() => import('./ScreenDialog'));

type Props = {
  /** In the address: of an example, of one of the person's, or empty. */
  id: string;
  example: ExampleId | undefined;
  own: Screen | undefined;
  screens: readonly Screen[];
  isChanged: boolean;
  isSaving: boolean;
  onChoose: (id: string) => void;
  onSave: (id: string, name: string) => void;
  onRemove: (screen: Screen, done: () => void) => void;
  onRestore: (screen: Screen) => void;
};

/** Chooses a screen, and keeps what is shown. */
export function ScreenBar(props: Props) {
  const { t } = useTranslation('screener');
  const { id, example, own, screens } = props;
  const [dialog, setDialog] = useState<ScreenDialogProps['what'] | null>(null);
  const [deleted, setDeleted] = useState<Screen | null>(null);
  const name = own?.name ?? (example ? t(`example.${example}`) : '');
  return (
    <div className={classes.bar}>
      <NativeSelect
        className={classes.choice}
        aria-label={t('screens.menu')}
        value={own || example ? id : ''}
        data={[
          { value: '', label: t('screens.untitled') },
          {
            group: t('screens.examples'),
            items: exampleIds.map((one) => ({ value: `example-${one}`, label: t(`example.${one}`) })),
          },
          ...(screens.length > 0
            ? [
                {
                  group: t('screens.own'),
                  items: screens.map((one) => ({ value: one.id, label: one.name })),
                },
              ]
            : []),
        ]}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
      />
      {example && <Tag>{t('screens.example')}</Tag>}
      {props.isChanged && <Tag tone="accent">{t('screens.changed')}</Tag>}
      <div className={classes.acts} onPointerEnter={ScreenDialog.load} onFocus={ScreenDialog.load}>
        {own && props.isChanged && (
          <Button size="xs" loading={props.isSaving} onClick={() => props.onSave(own.id, own.name)}>
            {t('screens.save')}
          </Button>
        )}
        <Button variant="default" size="xs" onClick={() => setDialog('new')}>
          {t('screens.saveAs')}
        </Button>
        {own && (
          <>
            <Button variant="default" size="xs" onClick={() => setDialog('rename')}>
              {t('screens.rename')}
            </Button>
            <Button
              variant="subtle"
              color="red"
              size="xs"
              onClick={() => props.onRemove(own, () => setDeleted(own))}
            >
              {t('screens.delete', { name: own.name })}
            </Button>
          </>
        )}
      </div>
      <div role="status" className={classes.deleted}>
        {deleted && (
          <>
            <Text size="sm">{t('screens.deleted', { name: deleted.name })}</Text>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                props.onRestore(deleted);
                setDeleted(null);
              }}
            >
              {t('screens.undo')}
            </Button>
          </>
        )}
      </div>
      {dialog && (
        <ScreenDialog
          what={dialog}
          name={name}
          onName={(next) => props.onSave(dialog === 'rename' && own ? own.id : crypto.randomUUID(), next)}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
