export const en = {
  title: 'Learning',
  lead: 'Only you see what is here.',
  list: 'Your entries',
  empty: 'No entries yet',
  emptyHint: 'What you add is shown here, newest first.',
  column: {
    title: 'Title',
    createdAt: 'Added',
  },
  new: {
    panel: 'New entry',
    title: 'Title',
    titleProblem: 'Enter a title of 1 to {{most}} characters.',
    submit: 'Add',
  },
} as const;
