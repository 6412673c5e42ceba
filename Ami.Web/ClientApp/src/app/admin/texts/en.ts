export const en = {
  back: 'Back to AMI',
  pages: {
    overview: 'Overview',
    users: 'Users',
    audit: 'Audit log',
    flags: 'Feature flags',
    deadLetters: 'Failed deliveries',
    health: 'System health',
  },
  forbidden: {
    title: 'Not for your account',
    lead: 'These pages are for the people who run AMI. If you should have access, ask an administrator.',
  },
} as const;
