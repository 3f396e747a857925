/** Stands where React's devtools extension does. Has to be imported before React: it looks for the hook when it loads. */
export const devtoolsHook = {
  roots: new Set<unknown>(),
  supportsFiber: true,
  renderers: new Map<number, unknown>(),
  inject(renderer: unknown): number {
    this.renderers.set(this.renderers.size + 1, renderer)
    return this.renderers.size
  },
  onCommitFiberRoot(_id: number, root: unknown): void {
    devtoolsHook.roots.add(root)
  },
  onCommitFiberUnmount(): void {},
  onPostCommitFiberRoot(): void {},
  checkDCE(): void {},
}

Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: devtoolsHook })
