import type { Module } from '../python/module.ts';

/** A function that a web framework calls with what a client sent. */
export function isHandler(module: Module, scope: number): boolean {
  const one = module.scopes[scope];
  if (one === undefined || one.kind !== 'function') return false;
  return one.decorators.some((decorator) => {
    const callee = decorator.kind === 'call' ? module.calls[decorator.call]?.callee : decorator;
    if (callee?.kind !== 'attribute') return false;
    return (
      /^(?:get|post|put|patch|delete|route|api_route|websocket|view|endpoint)$/.test(callee.name) &&
      !/^(?:pytest|mock|responses|requests|functools|property|click|typer)\b/.test(callee.qualified ?? '')
    );
  });
}
