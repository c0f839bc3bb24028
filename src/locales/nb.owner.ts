import { owner } from './en.owner.ts';

export default owner;
