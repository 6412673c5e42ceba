/** Leaves the app for another page. */
export const leaveTo = (url: string) => location.assign(url);
