import type { ComponentProps } from 'react';

type Align = { ta?: 'right' };

/** The parts of a `DataTable`, as the browser has them: `ta` aligns figures, everything else is an attribute. */
export const Table = {
  Caption: (props: ComponentProps<'caption'>) => <caption {...props} />,
  Thead: (props: ComponentProps<'thead'>) => <thead {...props} />,
  Tbody: (props: ComponentProps<'tbody'>) => <tbody {...props} />,
  Tr: (props: ComponentProps<'tr'>) => <tr {...props} />,
  Th: ({ ta, ...props }: ComponentProps<'th'> & Align) => <th data-align={ta} {...props} />,
  Td: ({ ta, ...props }: ComponentProps<'td'> & Align) => <td data-align={ta} {...props} />,
};
