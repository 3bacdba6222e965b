// The package `workerd` exports the path of its binary, as a CommonJS module with a default, and brings no types.
declare module 'workerd' {
  const exported: { readonly default: string };
  export default exported;
}
