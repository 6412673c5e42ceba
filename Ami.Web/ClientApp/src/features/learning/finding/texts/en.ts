export const en = {
  title: 'In lessons',
  language: {
    label: 'Language of the texts',
    any: 'Both languages',
    es: 'Spanish texts',
    en: 'English texts',
  },
  in: { es: 'In Spanish', en: 'In English' },
  lockedHint: 'What it says is shown to those who have the course.',
  everywhere: 'Only in {{course}}: search all courses again',
  corrected: 'Nothing says “{{asked}}”. This is what was found for “{{meant}}”.',
  type: 'Type what you look for in the lessons',
  nothing: 'No lesson says “{{words}}”',
  nothingHint: 'Try other words, fewer of them, or fewer filters.',
  didYouMean: 'Did you mean “{{words}}”?',
} as const;
