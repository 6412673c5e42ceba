import { Textarea, UnstyledButton } from '@mantine/core';
import { useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Board } from './board';
import { allLevels, hasLevels, isPosition, limits, type Drawing, type DrawingStyle } from './kinds';
import { colors, inkOf } from './palette';
import classes from './SelectedBar.module.css';
import { Templates } from './Templates';

type Props = { board: Board; drawing: Drawing; dark: boolean };

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.row} role="group" aria-label={label}>
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

function Choice(props: { chosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <UnstyledButton className={classes.choice} aria-pressed={props.chosen} onClick={props.onChoose}>
      {props.children}
    </UnstyledButton>
  );
}

/** Words are kept as they are typed; a text without any keeps those it had. */
function Words({ board, drawing }: Omit<Props, 'dark'>) {
  const { t } = useTranslation('drawings');
  const [typed, setTyped] = useState(drawing.text ?? '');

  function write(next: string) {
    setTyped(next);
    const text = next.trim() === '' ? null : next;
    if (text === null && drawing.kind === 'text') return;
    board.change({ ...drawing, text }, `text ${drawing.id}`);
  }

  return (
    <Textarea
      size="xs"
      rows={2}
      label={t('text')}
      maxLength={limits.text}
      value={typed}
      onChange={(event) => write(event.currentTarget.value)}
    />
  );
}

/** Colour, width, dash, levels and words of the selected drawing, and styles under a name. */
export function StylePanel({ board, drawing, dark }: Props) {
  const { t } = useTranslation('drawings');
  const formats = useFormats();
  const { style, kind } = drawing;

  function dress(change: Partial<DrawingStyle>) {
    const next = { ...style, ...change };
    board.rememberStyle(kind, next);
    board.change({ ...drawing, style: next });
  }

  function toggleLevel(level: number) {
    const shown = style.levels ?? [];
    const next = allLevels.filter((each) => (each === level ? !shown.includes(each) : shown.includes(each)));
    if (next.length > 0) dress({ levels: next });
  }

  return (
    <div className={classes.panel}>
      <Row label={t('color')}>
        {colors.map((color) => (
          <UnstyledButton
            key={color}
            className={`${classes.choice} ${classes.swatch}`}
            style={{ '--swatch': inkOf(color, dark) } as CSSProperties}
            aria-label={t(`colors.${color}`)}
            title={t(`colors.${color}`)}
            aria-pressed={style.color === color}
            onClick={() => dress({ color })}
          />
        ))}
      </Row>
      {kind !== 'text' && (
        <>
          <Row label={t('width')}>
            {[1, 2, 3, 4].map((width) => (
              <Choice key={width} chosen={style.width === width} onChoose={() => dress({ width })}>
                {t('pixels', { count: width })}
              </Choice>
            ))}
          </Row>
          <Row label={t('dash')}>
            {(['solid', 'dashed', 'dotted'] as const).map((dash) => (
              <Choice key={dash} chosen={style.dash === dash} onChoose={() => dress({ dash })}>
                {t(`dashes.${dash}`)}
              </Choice>
            ))}
          </Row>
        </>
      )}
      {hasLevels(kind) && (
        <Row label={t('levels')}>
          {allLevels.map((level) => (
            <Choice
              key={level}
              chosen={style.levels?.includes(level) ?? false}
              onChoose={() => toggleLevel(level)}
            >
              {formats.quantity(level, 3)}
            </Choice>
          ))}
        </Row>
      )}
      {!isPosition(kind) && kind !== 'measure' && <Words key={drawing.id} board={board} drawing={drawing} />}
      <Templates kind={kind} style={style} onApply={(chosen) => dress(chosen)} />
    </div>
  );
}
