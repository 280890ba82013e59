declare module "htmx.org/dist/htmx.esm.js" {
  const htmx: {
    registerExtension(name: string, extension: object): boolean | void;
    process(root: Node): void;
  };
  export default htmx;
}
