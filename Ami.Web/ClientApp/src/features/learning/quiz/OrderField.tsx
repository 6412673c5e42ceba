import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { moved, useOrder } from '@/components/useOrder';
import { untouched } from '../domain/answers';
import classes from './Quiz.module.css';
import { useQuizWords } from './useQuizWords';
import type { FieldProps } from './field';

/** Things that are put in order: by dragging, by their buttons, and with Alt and the arrows. */
export function OrderField({ question, isFixed, onAnswer }: FieldProps) {
  const { t } = useTranslation('quiz');
  const words = useQuizWords();
  const { items, answer, result } = question;
  const [said, setSaid] = useState('');
  const order = answer?.order ?? untouched(question)?.order ?? [];
  const name = (item: number | undefined) => {
    const text = item === undefined ? undefined : items?.[item];
    return text ? words.say(text) : '';
  };
  const change = (next: number[]) => onAnswer({ order: next });
  const movable = useOrder(order, change);
  const move = (from: number, to: number) => {
    change(moved(order, from, to));
    setSaid(t('field.movedTo', { item: name(order[from]), place: to + 1, count: order.length }));
  };
  const right = result?.solution.order;
  return (
    <div>
      <p className={classes.hint}>
        {t('field.order')} {!isFixed && t('field.orderKeys')}
      </p>
      <ol className={classes.order}>
        {order.map((item, index) => {
          const place = right ? right.indexOf(item) : index;
          return (
            <li key={item} className={classes.line} {...(isFixed ? {} : movable(index))}>
              <span className={classes.place}>{index + 1}</span>
              <span className={classes.words}>
                {name(item)}
                {place !== index && (
                  <span className={classes.verdict} data-right={false}>
                    {t('result.place', { place: place + 1 })}
                  </span>
                )}
              </span>
              {!isFixed && (
                <span className={classes.moves}>
                  <IconButton
                    type="button"
                    icon="chevronUp"
                    label={t('field.up', { item: name(item) })}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  />
                  <IconButton
                    type="button"
                    icon="chevronDown"
                    label={t('field.down', { item: name(item) })}
                    disabled={index === order.length - 1}
                    onClick={() => move(index, index + 1)}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p className={classes.said} role="status">
        {said}
      </p>
      {answer === null && !isFixed && (
        <Button variant="default" size="xs" onClick={() => change([...order])}>
          {t('field.keepOrder')}
        </Button>
      )}
    </div>
  );
}
