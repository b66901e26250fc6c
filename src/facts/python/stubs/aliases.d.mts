import type { Plugin } from 'rolldown';

export function pyrightStubs(): Plugin;
