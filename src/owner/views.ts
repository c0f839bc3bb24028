import type { OwnerView } from './shared/owner-view.ts';
import type { OwnerKey } from './shared/translator.ts';

/** One view of the page. */
export interface ViewRow {
  /** The path in the address: `#/answers`. The first view also has the empty path. */
  readonly path: string;
  readonly title: OwnerKey;
  /** The name of its icon in `app/page-icons.ts`. A view without one is not in the navigation: other views link to it. */
  readonly icon?: string;
  /** The tag of its element. */
  readonly tag: string;
  /** Loads the file that defines the element. */
  readonly load: () => Promise<{ readonly view: new () => OwnerView }>;
}

/** The views in the order of the navigation. A new view is one row here and one file that exports its class as `view`. */
export const VIEWS: readonly ViewRow[] = [
  {
    path: 'today',
    title: 'views.today',
    icon: 'today',
    tag: 'owner-today',
    load: () => import('./today/today-view.ts'),
  },
  {
    path: 'answers',
    title: 'views.answers',
    icon: 'answers',
    tag: 'owner-answers',
    load: () => import('./answers/answers-view.ts'),
  },
  {
    path: 'scores',
    title: 'views.scores',
    icon: 'scores',
    tag: 'owner-scores',
    load: () => import('./scores/scores-view.ts'),
  },
  {
    path: 'customers',
    title: 'views.customers',
    icon: 'customers',
    tag: 'owner-customers',
    load: () => import('./customers/customers-view.ts'),
  },
  {
    path: 'report',
    title: 'views.report',
    tag: 'owner-report',
    load: () => import('./report/report-view.ts'),
  },
  {
    path: 'programme',
    title: 'views.programme',
    icon: 'programme',
    tag: 'owner-programme',
    load: () => import('./programme/programme-view.ts'),
  },
  {
    path: 'settings',
    title: 'views.settings',
    icon: 'settings',
    tag: 'owner-settings',
    load: () => import('./settings/settings-view.ts'),
  },
];
