export const en = {
  columns: 'Columns',
  all: '{{filter}}: all',
  export: 'Export CSV',
  exported: 'The file is saved.',
  cancelExport: '{{size}} MB so far. Cancel',
  nothing: 'Nothing matches',
  nothingHint: 'Try other words or fewer filters.',
  clear: 'Clear search and filters',
  shown: '{{rows}} shown, many more',
  shownOf: '{{rows}} of {{total}}',
} as const;
