import type { CSSProperties } from 'react';

const shapes = {
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-3.6 3.7-5 7.5-5s6.5 1.4 7.5 5',
  alert: 'M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17.2v.1',
  arrowDown: 'M12 5v14M6.5 13.5 12 19l5.5-5.5',
  arrowUp: 'M12 19V5M6.5 10.5 12 5l5.5 5.5',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15ZM10 20.5a2.2 2.2 0 0 0 4 0',
  book: 'M12 6.5C10 5 7.5 4.5 4 4.5v13c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-13c-3.5 0-6 .5-8 2ZM12 6.5v13',
  candles: 'M7 3.5v3M7 15v4M4.5 6.5h5V15h-5ZM17 5v4M17 16.5v4M14.5 9h5v7.5h-5Z',
  cards: 'M4 8h12v12H4ZM8 8V4h12v12h-4M7.5 14h5',
  check: 'M5 12.5 10 17.5 19.5 7',
  chevronDown: 'M6 9.5 12 15.5 18 9.5',
  chevronLeft: 'M14.5 6 8.5 12 14.5 18',
  chevronRight: 'M9.5 6 15.5 12 9.5 18',
  chevronUp: 'M6 14.5 12 8.5 18 14.5',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
  close: 'M6 6l12 12M18 6 6 18',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z',
  eyeOff:
    'M4 4l16 16M9.5 6a9 9 0 0 1 2.5-.5c6 0 9.5 6.5 9.5 6.5a15 15 0 0 1-2.9 3.6M6 8a15 15 0 0 0-3.5 4S6 18.5 12 18.5a9 9 0 0 0 4-1M9.9 10.2a2.8 2.8 0 0 0 3.9 3.9',
  file: 'M6 3.5h8l4 4V20.5H6ZM14 3.5v4h4M9 12.5h6M9 16h6',
  flag: 'M6 20.5V4h12l-2.5 4.5L18 13H6',
  globe:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c2.3 2.3 3.4 5.2 3.4 8.5s-1.1 6.2-3.4 8.5c-2.3-2.3-3.4-5.2-3.4-8.5S9.7 5.8 12 3.5Z',
  home: 'M4 11 12 4l8 7v8.5h-5.5V14h-5v5.5H4Z',
  idea: 'M9.5 18.5h5M10.5 21h3M8.5 15.5a6.5 6.5 0 1 1 7 0V18h-7ZM12 12v3.5',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11.5v4.5M12 8v.1',
  key: 'M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 12h8.5v4M17 12v3',
  keyboard: 'M3 6.5h18v11H3ZM7 10.5v.1M10.5 10.5v.1M14 10.5v.1M17.5 10.5v.1M8 14h8',
  mail: 'M3.5 5.5h17v13h-17ZM3.5 6.5 12 13l8.5-6.5',
  markets: 'M4 4v16h16M7.5 15.5l4-5 3 2.5 5-6.5',
  minus: 'M5 12h14',
  monitor: 'M3.5 5h17v11h-17ZM9 20h6M12 16v4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z',
  news: 'M4 10v4h3l9 4.5v-13L7 10ZM8.5 14.5 10 20h2.5l-1.3-4.5M19 10.5v3',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4.5 19 12 7 19.5Z',
  plus: 'M12 5v14M5 12h14',
  pulse: 'M3 12h4l3-7 4 14 3-7h4',
  refresh: 'M19.5 5v5h-5M19 10a7.5 7.5 0 1 0 .5 4.5',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20.5 20.5 16 16',
  share:
    'M6.5 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM17 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM17 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8.7 10.8l6-3.6M8.7 13.2l6 3.6',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.8 7.5 7 9 4.2-1.5 7-4.7 7-9V6Z',
  signOut: 'M10 4.5H5v15h5M14.5 8l4 4-4 4M18.5 12H9.5',
  sliders:
    'M4 7h9M17 7h3M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM4 17h3M11 17h9M9 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  stepOn: 'M5 5 14 12 5 19ZM18 5v14',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  table: 'M4 5h16v14H4ZM4 10h16M4 14.5h16M10 10v9',
  trade: 'M7.5 4.5v15M4 16l3.5 3.5L11 16M16.5 19.5v-15M13 8l3.5-3.5L20 8',
  wallet: 'M4 7.5h16v12H4ZM4 7.5 15.5 4v3.5M16.5 13.5v.1',
  wifiOff:
    'M4 4l16 16M8.5 15.5a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4.5-2.5M2.5 8.5A14 14 0 0 1 7 6M13 8a10.5 10.5 0 0 1 6 3.5M11 4.5c4 0 7.6 1.4 10.5 4M12 19v.1',
} as const;

export type IconName = keyof typeof shapes;

/** Decoration only: the text or label next to it says what it means. */
export function Icon({ name, size = 18, style }: { name: IconName; size?: number; style?: CSSProperties }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flexShrink: 0, ...style }}
    >
      <path d={shapes[name]} />
    </svg>
  );
}
