export const en = {
  title: 'What’s new',
  lead: 'What we tell everybody, and what became new or different.',
  banner: 'Announcement',
  more: 'Read it',
  close: 'Close this announcement',
  unread: 'New',
  kinds: 'What about',
  kind: { news: 'News', change: 'Change' },
  filter: { all: 'Everything', news: 'News', change: 'Changes' },
  empty: 'Nothing to tell yet',
  emptyHint: 'When there is something to know, it is here.',
  changelog: {
    title: 'Changelog',
    lead: 'What became new or different in AMI.',
    empty: 'No changes yet',
    emptyHint: 'What becomes new or different is listed here.',
  },
} as const;
