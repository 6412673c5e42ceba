/** What stands over the canvas of a chart as elements, pixels from its corner: boxes with their colours, and words with the room they have. */
export type Mark =
  | { kind: 'box'; x: number; y: number; width: number; height: number; fill: string; stroke: string | null }
  | { kind: 'word'; x: number; y: number; text: string; color: string; font: string; room: number };

/** Where something stands in the picture is where it stands on the screen. */
type Place = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

const isClear = (color: string) => color === '' || color === 'transparent' || /[,/] ?0\)$/.test(color);

/** Buttons for what cannot be done with a picture; and what only assistive technology is told, which is a pixel wide. */
const isLeftOut = (element: Element, { width, height }: Place) =>
  element.matches('[data-no-picture], svg, canvas') || width <= 1 || height <= 1;

function boxOf(style: CSSStyleDeclaration, place: Place, at: { x: number; y: number }): Mark[] {
  const border = Number.parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none';
  if (isClear(style.backgroundColor) && !border) return [];
  const { width, height } = place;
  return [
    {
      kind: 'box',
      ...at,
      width,
      height,
      fill: isClear(style.backgroundColor) ? 'transparent' : style.backgroundColor,
      stroke: border ? style.borderTopColor : null,
    },
  ];
}

const isCutOff = ({ display, overflowX }: CSSStyleDeclaration) =>
  display !== 'contents' && /hidden|clip|auto|scroll/.test(overflowX);

function placeOf(text: Text): Place | undefined {
  const range = document.createRange();
  range.selectNodeContents(text);
  return range.getClientRects()[0];
}

/** The legends, tags of orders and other words over a chart, in the order in which they are painted. */
export function marksOf(view: Element): Mark[] {
  const corner = view.getBoundingClientRect();
  const marks: Mark[] = [];

  /** @param end Where its words have to end. */
  function within(element: Element, end: number) {
    const style = getComputedStyle(element);
    if (style.display === 'none' || style.visibility === 'hidden') return;
    const own = element.getBoundingClientRect();
    // What has no box of its own may hold what has one.
    if (style.display !== 'contents' && isLeftOut(element, own)) return;
    marks.push(...boxOf(style, own, { x: own.left - corner.left, y: own.top - corner.top }));
    const cut = isCutOff(style) ? Math.min(end, own.right) : end;
    for (const node of element.childNodes) {
      if (node instanceof Element) within(node, cut);
      else if (node instanceof Text && node.data.trim() !== '') {
        const place = placeOf(node);
        if (!place) continue;
        marks.push({
          kind: 'word',
          x: place.left - corner.left,
          y: place.top + place.height / 2 - corner.top,
          text: node.data.replaceAll(/\s+/g, ' ').trimStart(),
          color: style.color,
          font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
          room: cut - place.left,
        });
      }
    }
  }

  // What stands over a chart has its place there: legends end before the scale.
  for (const child of view.children) {
    const isBox = getComputedStyle(child).display !== 'contents';
    within(child, Math.min(corner.right, isBox ? child.getBoundingClientRect().right : corner.right));
  }
  return marks;
}
