export const en = {
  back: 'Back to AMI',
  pages: {
    overview: 'Overview',
    users: 'Users',
    roles: 'Roles',
    mails: 'Mail',
    subscriptions: 'Subscriptions',
    paymentEvents: 'Payment events',
    audit: 'Audit',
    flags: 'Feature flags',
    deadLetters: 'Failed deliveries',
    jobs: 'Background jobs',
    longJobs: 'People’s tasks',
    import: 'Import candles',
    health: 'System health',
    apiKeys: 'API keys',
  },
  impersonation: {
    banner: 'You see AMI as {{name}} ({{email}}) until {{time}}. What you change is recorded with your name.',
    stop: 'Stop',
    over: 'Your time as somebody else is over.',
  },
  onHold: {
    title: 'Turn on two-step sign-in first',
    lead: 'This installation asks it of everybody who looks after other people’s accounts.',
    action: 'Go to security settings',
  },
  forbidden: {
    title: 'Not for your account',
    lead: 'These pages are for the people who run AMI. If you should have access, ask an administrator.',
  },
} as const;
