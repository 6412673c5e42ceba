import { useTranslation } from 'react-i18next';
import classes from './CandlePicture.module.css';
import './landingTexts';

/** Made-up bars (open, high, low, close) for the picture only. */
const bars: readonly (readonly [number, number, number, number])[] = [
  [52, 56, 49, 50],
  [50, 53, 45, 47],
  [47, 49, 42, 44],
  [44, 50, 43, 49],
  [49, 51, 44, 45],
  [45, 46, 38, 40],
  [40, 44, 37, 43],
  [43, 45, 40, 41],
  [41, 47, 40, 46],
  [46, 48, 43, 44],
  [44, 45, 36, 42],
  [42, 49, 41, 48],
  [48, 54, 47, 53],
  [53, 55, 50, 51],
  [51, 58, 50, 57],
  [57, 61, 55, 60],
  [60, 62, 56, 58],
  [58, 66, 57, 65],
  [65, 68, 62, 63],
  [63, 71, 62, 70],
  [70, 75, 68, 74],
];

const step = 20;
const width = bars.length * step + 84;
const height = 300;
const y = (price: number) => height - 20 - ((price - 32) / 46) * (height - 40);

export function CandlePicture() {
  const { t } = useTranslation('landing');
  const levels = [
    { key: 'target', price: 72, tone: classes.target },
    { key: 'entry', price: 48, tone: classes.entry },
    { key: 'stop', price: 39, tone: classes.stop },
  ] as const;
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('pictureAlt')} className={classes.svg}>
        {bars.map(([open, high, low, close], index) => {
          const x = 14 + index * step;
          const tone = close >= open ? classes.up : classes.down;
          return (
            <g key={index} className={tone}>
              <line x1={x} x2={x} y1={y(high)} y2={y(low)} />
              <rect
                x={x - 5.5}
                width={11}
                y={y(Math.max(open, close))}
                height={Math.abs(y(open) - y(close))}
                rx={1}
              />
            </g>
          );
        })}
        {levels.map(({ key, price, tone }) => (
          <g key={key} className={tone}>
            <line x1={14 + 11 * step} x2={width - 76} y1={y(price)} y2={y(price)} strokeDasharray="5 4" />
            <text x={width - 70} y={y(price) + 4}>
              {t(`${key}`)}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className={classes.caption}>{t('picture')}</figcaption>
    </figure>
  );
}
