export const en = {
  back: 'Back to AMI',
  pages: {
    users: 'Users',
  },
  forbidden: {
    title: 'Not for your account',
    lead: 'These pages are for the people who run AMI. If you should have access, ask an administrator.',
  },
} as const;
