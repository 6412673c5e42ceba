/** Of the help that tells all the others. */
export const helpKey = '?';
