import type { DialogProps } from './DialogFrame';
import { later, whenIdle } from './later';

const Frame = later<DialogProps>(() => import('./DialogFrame'));

/** What only a dialog needs is no part of a page's first load; it is there before anybody can have pressed a button. */
export const loadDialogs = Frame.load;
whenIdle(loadDialogs);

/** A modal dialog with a title and a named close button. */
export function Dialog(props: DialogProps) {
  return <Frame {...props} />;
}
