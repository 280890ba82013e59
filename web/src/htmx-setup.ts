// What htmx reads while it is being loaded: import this before htmx itself.

const settings = {
  // The only swap that keeps a Japanese word that is just being composed.
  defaultSwap: "outerMorph",
  // Nothing but our own extension may register.
  extensions: "aizuchi",
  history: "reload",
  includeIndicatorCSS: false,
  prefix: "",
};

const meta = document.createElement("meta");
meta.name = "htmx-config";
meta.content = JSON.stringify(settings);
document.head.append(meta);

export {};
