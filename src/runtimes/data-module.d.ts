// A Data module of the Workers platform: the bytes of a file in the bundle.
declare module '*.bin' {
  const bytes: ArrayBuffer;
  export default bytes;
}
