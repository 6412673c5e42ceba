export const en = {
  kind: {
    market: { backfill: 'Back-fill of history', 'import-candles': 'Import of candles' },
  },
  doing: {
    market: {
      reading: 'Reading the file, {{rows}} rows so far',
      checking: 'Looking for gaps and contradictions in {{rows}} rows',
      fetching: 'Fetching bars, {{rows}} so far',
      waiting: 'Waiting: the market answers no more for a moment, {{rows}} bars so far',
      storing: 'Storing {{rows}} rows',
    },
  },
  state: {
    queued: 'Waiting',
    running: 'Running',
    succeeded: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  step: 'Step {{step}} of {{steps}}',
  waiting: 'Waiting for its turn',
  starting: 'Starting',
  cancelling: 'Cancelling…',
  cancelled: 'It was cancelled before it was done.',
  cancel: 'Cancel',
  cancelOf: 'Cancel {{job}}',
  progressOf: 'Progress of {{job}}',
  createdAt: 'Asked for {{at}}',
  endedAt: 'Ended {{at}}',
  keptUntil: 'Kept until {{at}}',
  download: 'Download {{name}}',
  details: 'Details',
} as const;
