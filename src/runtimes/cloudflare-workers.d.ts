// The bindings of the deployment, which the Workers platform offers to import.
declare module 'cloudflare:workers' {
  export const env: { readonly SITE_ORIGIN?: string; readonly MOVED_TO?: string };
}
