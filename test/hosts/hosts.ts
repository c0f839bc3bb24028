/** All host pages, in the order of the table. */
import type { Host } from './host.ts';
import { layers } from './layers.ts';
import { loading } from './loading.ts';
import { navigation } from './navigation.ts';
import { others } from './others.ts';
import { policies } from './policies.ts';
import { scripts } from './scripts.ts';
import { styles } from './styles.ts';

export interface Group {
  readonly title: string;
  readonly hosts: readonly Host[];
}

export const groups: readonly Group[] = [
  { title: 'Styles', hosts: styles },
  { title: 'Layers', hosts: layers },
  { title: 'Scripts', hosts: scripts },
  { title: 'Loading', hosts: loading },
  { title: 'Policies', hosts: policies },
  { title: 'Navigation', hosts: navigation },
  { title: 'Others', hosts: others },
];

export const hosts: readonly Host[] = groups.flatMap((group) => group.hosts);
