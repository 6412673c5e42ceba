export type ChartColors = Record<
  'text' | 'grid' | 'border' | 'gain' | 'loss' | 'accent' | 'warn' | 'alert' | 'panel',
  string
>;

/** The theme's colours as they are now on this element; a canvas cannot use CSS variables. */
export function chartColors(element: HTMLElement): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim() || 'gray';
  return {
    text: read('--mantine-color-dimmed'),
    grid: read('--ami-line'),
    border: read('--ami-line'),
    gain: read('--ami-gain'),
    loss: read('--ami-loss'),
    accent: read('--ami-accent-text'),
    warn: read('--ami-warn-text'),
    alert: read('--ami-alert'),
    panel: read('--ami-panel'),
  };
}

/** A six-digit hex colour made translucent. */
export const faded = (color: string) => (/^#[0-9a-f]{6}$/i.test(color) ? `${color}59` : color);
