const width = 96;
const height = 28;

type Props = { values: readonly number[]; change: number | null };

/** The shape of the last closes, in the colour of the change that stands next to it in figures. */
export function Sparkline({ values, change }: Props) {
  if (values.length < 2) {
    return <svg width={width} height={height} aria-hidden="true" />;
  }
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values
    .map((value, index) => {
      const x = (index / (values.length - 1)) * (width - 2) + 1;
      const y = height - 2 - ((value - low) / span) * (height - 4);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline
        points={points}
        fill="none"
        stroke={(change ?? 0) >= 0 ? 'var(--ami-gain)' : 'var(--ami-loss)'}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </svg>
  );
}
