export const en = {
  name: { student: 'Student', instructor: 'Instructor', support: 'Support', admin: 'Administrator' },
  hint: {
    student: 'Learns and practises.',
    instructor: 'Writes courses.',
    support: 'Sees accounts and helps people back in.',
    admin: 'Everything, including roles and plans.',
  },
} as const;
