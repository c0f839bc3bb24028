import { render as toPage } from 'svelte/server';
import App from './App.svelte';

export const render = (): string => toPage(App).body;
