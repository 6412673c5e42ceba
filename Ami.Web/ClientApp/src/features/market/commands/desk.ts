import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { ChartLook } from '../chart/look';
import type { Interval } from '../chart/intervals';
import type { Board } from '../drawings/board';
import type { Gestures } from '../drawings/gestures';
import type { AboutDrawing } from '../alerts/start';
import type { DrawingKind } from '../drawings/kinds';

/** The chart that has the word. */
export type ChartPart = {
  intervals: readonly Interval[];
  /** Any number of minutes can be asked for. */
  hasMinutes: boolean;
  look: ChartLook;
  /** Other symbols are on it: its scale is in percent. */
  compares: boolean;
  /** Its bars are those of a replay. */
  isReplay: boolean;
  /** The canvas is there: not its table, and not nothing. */
  isDrawn: boolean;
  setInterval: (interval: Interval) => void;
  setLook: (look: ChartLook) => void;
  pan: (share: number) => void;
  zoom: (factor: number) => void;
  toOldest: () => void;
  toLatest: () => void;
  askDate: () => void;
  /** Asks with which symbols it is to be compared. */
  askOthers: () => void;
  askMinutes: () => void;
  toggleTable: () => void;
  toggleFull: () => void;
  savePicture: () => void;
  copyPicture: () => void;
  showKeys: () => void;
  showIndicators: () => void;
  addIndicator: (id: string) => void;
  /** As many are on it as there can be. */
  isFull: boolean;
};

/** Drawings on that chart. */
export type DrawingsPart = {
  board: Board;
  gestures: Gestures;
  choose: (kind: DrawingKind | null) => void;
  /** Shows the style of what is selected. */
  style: () => void;
  list: (editing: string | null) => void;
};

/** The charts side by side, and how they are kept. */
export type LayoutPart = {
  count: number;
  /** What was changed of the layout that is shown. */
  canUndo: boolean;
  canRedo: boolean;
  /** One was deleted. */
  canBringBack: boolean;
  /** Of one that is not the last. */
  canDelete: boolean;
  setCount: (count: number) => void;
  link: (what: 'symbol' | 'interval' | 'crosshair') => void;
  next: () => void;
  ask: (what: 'copy' | 'rename') => void;
  nextLayout: () => void;
  remove: () => void;
  undo: () => void;
  redo: () => void;
  bringBack: () => void;
};

export type PanelsPart = {
  toggleSide: () => void;
  toggleDock: () => void;
  showSide: () => void;
  showDock: () => void;
};

export type DockTab = 'positions' | 'orders' | 'history' | 'fills' | 'account';

/** What an account needs, where paper trading is switched on. */
export type OrdersPart = {
  order: (side: 'buy' | 'sell') => void;
  hasPosition: boolean;
  hasAnything: boolean;
  close: () => void;
  reverse: () => void;
  closeAll: () => void;
};

/** The replay that is on. */
export type PlayerPart = {
  /** It can go no further: it came to its end, or was ended. */
  isOver: boolean;
  isEnded: boolean;
  step: () => void;
  toggle: () => void;
  slower: () => void;
  faster: () => void;
  togglePause: () => void;
  end: () => void;
  leave: () => void;
};

type Parts = {
  chart: ChartPart;
  drawings: DrawingsPart;
  layout: LayoutPart;
  panels: PanelsPart;
  /** The tabs beside the chart. */
  side: { show: (tab: 'order' | 'watchlist' | 'alerts') => void };
  /** The tabs below it. */
  dock: { show: (tab: DockTab) => void };
  /** Where the watchlists are on this screen. */
  watchlist: { show: () => void };
  /** Makes an alert on that chart, at its newest price or on something drawn there. */
  alerts: { make: (drawing?: AboutDrawing) => void; isReplay: boolean };
  /** Where the alerts are on this screen. */
  alertList: { show: () => void };
  orders: OrdersPart;
  /** Asks where a replay is to begin, or which one is to go on. */
  replay: { ask: () => void };
  player: PlayerPart;
};

export type PartName = keyof Parts;
export type Part<P extends PartName> = Parts[P];

/** What commands act on: the parts of the workspace that are there now. */
export type Desk = Partial<Parts>;

/** Where the parts of the workspace say that they are there. */
export function createDesk() {
  const parts = new Map<PartName, () => Parts[PartName]>();
  const listeners = new Set<() => void>();
  let version = 0;
  const changed = () => {
    version++;
    listeners.forEach((listener) => listener());
  };
  return {
    now: () => Object.fromEntries([...parts].map(([name, get]) => [name, get()])) as Desk,
    version: () => version,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Puts a part there, read anew whenever it is used; returns how to take it away. */
    provide<P extends PartName>(name: P, get: () => Part<P>) {
      parts.set(name, get);
      changed();
      return () => {
        if (parts.get(name) !== get) return;
        parts.delete(name);
        changed();
      };
    },
  };
}

/** That of the page: there is one workspace at a time. */
export const desk = createDesk();

/** The parts that are there; empty where there is no workspace. */
export function useDesk(): Desk {
  useSyncExternalStore(desk.subscribe, desk.version);
  return desk.now();
}

/** Keeps a part there while it is shown. */
export function usePart<P extends PartName>(name: P, part: Part<P>, isHere = true) {
  const latest = useRef(part);
  useEffect(() => {
    latest.current = part;
  });
  useEffect(() => (isHere ? desk.provide(name, () => latest.current) : undefined), [name, isHere]);
}
