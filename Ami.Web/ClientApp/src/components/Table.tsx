import type { ComponentProps } from 'react';

type Align = { ta?: 'right' };

type Cell = ComponentProps<'td'> &
  Align & {
    /** Its column's name, for a table whose rows are stacked on a phone. */
    label?: string;
    /** The last cell of a row, with its buttons. */
    actions?: boolean;
  };

/** The parts of a `DataTable`, as the browser has them: `ta` aligns figures, most else is an attribute. */
export const Table = {
  Caption: (props: ComponentProps<'caption'>) => <caption {...props} />,
  Thead: (props: ComponentProps<'thead'>) => <thead {...props} />,
  Tbody: (props: ComponentProps<'tbody'>) => <tbody {...props} />,
  Tr: (props: ComponentProps<'tr'>) => <tr {...props} />,
  Th: ({ ta, ...props }: ComponentProps<'th'> & Align) => <th data-align={ta} {...props} />,
  Td: ({ ta, label, actions, ...props }: Cell) => (
    <td data-align={ta} data-label={label} data-actions={actions} {...props} />
  ),
};
