import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import { Icon } from '@/components/Icon';

/** The one accent. Gain and loss have their own two colours, which are used for nothing else but candles and errors. */
const accent: MantineColorsTuple = [
  '#edf3ff',
  '#d9e4fd',
  '#b3c8fa',
  '#88a9f5',
  '#6a91f3',
  '#3f70e8',
  '#2457d6',
  '#1d49ba',
  '#183d9c',
  '#11307f',
];

const dark: MantineColorsTuple = [
  '#d8dce5',
  '#b6bdca',
  '#929bac',
  '#6b7486',
  '#2e3542',
  '#252b36',
  '#1a1e27',
  '#12151c',
  '#0d1016',
  '#08090d',
];

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: 6,
  colors: { accent, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  headings: {
    fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    ModalRoot: { defaultProps: { centered: true, radius: 'md' } },
    NativeSelect: { defaultProps: { rightSection: <Icon name="chevronDown" size={15} /> } },
    Table: { defaultProps: { verticalSpacing: 7, horizontalSpacing: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a6270',
    '--mantine-color-placeholder': '#6d7583',
    '--mantine-color-error': '#b8232b',
    '--mantine-color-default-border': '#dfe3e9',
    '--mantine-color-text': '#161a22',
    '--mantine-color-default-color': '#161a22',
    '--ami-page': '#f5f6f8',
    '--ami-panel': '#ffffff',
    '--ami-line': '#e4e7ec',
    '--ami-hover': '#f1f3f6',
    '--ami-gain': '#0a7547',
    '--ami-loss': '#c0252d',
    '--ami-accent-text': '#1d49ba',
    '--ami-warn-text': '#875200',
    '--ami-warn-bg': '#fff4de',
    '--ami-alert': '#7b3fb5',
    '--mantine-color-yellow-light': '#fff4de',
    '--mantine-color-yellow-light-color': '#875200',
  },
  dark: {
    '--mantine-color-dimmed': '#929bac',
    '--mantine-color-placeholder': '#8790a1',
    '--mantine-color-error': '#ff7b7f',
    '--mantine-color-default': '#171b23',
    '--mantine-color-default-hover': '#1d222c',
    '--mantine-color-default-border': '#2e3542',
    '--mantine-color-text': '#dfe3ea',
    '--mantine-color-anchor': '#88a9f5',
    '--mantine-color-default-color': '#dfe3ea',
    '--ami-page': '#0b0d12',
    '--ami-panel': '#12151c',
    '--ami-line': '#232934',
    '--ami-hover': '#191d26',
    '--ami-gain': '#3ecf8e',
    '--ami-loss': '#ff7377',
    '--ami-accent-text': '#88a9f5',
    '--ami-warn-text': '#f0b95b',
    '--ami-warn-bg': '#2d2412',
    '--ami-alert': '#c79cf3',
    '--mantine-color-yellow-light': '#2d2412',
    '--mantine-color-yellow-light-color': '#f0b95b',
  },
});
