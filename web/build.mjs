// Builds web/dist: everything a browser loads from /assets, byte for byte the same on every machine.
//
//   node build.mjs           writes dist/
//   node build.mjs --check   builds into memory and fails when dist/ differs in a single byte
//   node build.mjs --watch   writes again whenever an input changes
//
// Inputs:  src/app.ts and src/*.entry.ts, css/*.css, static/*, icons.json,
//          crates/**/*.island.ts (one lazy module each) and crates/**/*.css of the slices.
// Outputs: content-addressed files and manifest.json:
//          files   logical name ("app.css", "islands/memo.js") -> { file, integrity }
//          sources path from the repository's root -> sha256, so that a Rust test sees stale assets.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const WEB = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(WEB, "..");
const DIST = join(WEB, "dist");
/** The order of the cascade; what comes later wins, whatever the specificity. */
const LAYERS = ["reset", "tokens", "base", "layout", "components", "screens", "slices", "utilities", "print"];
const BROWSERS = ["es2022", "chrome123", "firefox128", "safari17.5"];
const BUDGETS = { "app.css": 40 * 1024, "app.js": 30 * 1024 };

const SHARED = {
  absWorkingDir: ROOT,
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "inline",
  logLevel: "warning",
  metafile: true,
  minify: true,
  nodePaths: [join(WEB, "node_modules")],
  outdir: "web/dist",
  target: BROWSERS,
  treeShaking: true,
  tsconfig: join(WEB, "tsconfig.json"),
  write: false,
};

/** Paths below `folder` that `wanted` accepts, in an order that no file system decides. */
function find(folder, wanted) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && wanted(entry.name));
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => !path.includes(`${sep}node_modules${sep}`)).sort();
}

const sha256 = (bytes, form) => createHash("sha256").update(bytes).digest(form);
const fromRoot = (path) => relative(ROOT, path).split(sep).join("/");

/** What one build made: files to write, and the logical names the server asks for. */
class Output {
  files = new Map();
  names = new Map();
  inputs = new Set();

  add(name, file, bytes) {
    this.files.set(file, Buffer.from(bytes));
    if (name) this.names.set(name, file);
  }

  /** Adds a file named by its own content. */
  addHashed(name, bytes) {
    const dot = name.lastIndexOf(".");
    const file = `${name.slice(0, dot)}-${sha256(bytes, "hex").slice(0, 10)}${name.slice(dot)}`;
    this.add(name, file, bytes);
  }

  /** Remembers a source. What npm brought is covered by the lock file, what esbuild makes up has no path. */
  note(input) {
    if (!input.includes("node_modules/") && !input.startsWith("<")) this.inputs.add(input);
  }

  /** Takes over an esbuild result; returns logical name -> file of its entry points. */
  take(result, nameOf) {
    const entries = {};
    for (const made of result.outputFiles) {
      const meta = result.metafile.outputs[fromRoot(made.path)];
      const name = meta?.entryPoint && nameOf(meta.entryPoint);
      if (name) entries[name] = basename(made.path);
      this.add(name, basename(made.path), made.contents);
    }
    for (const input of Object.keys(result.metafile.inputs)) {
      this.note(input);
    }
    return entries;
  }

  manifest() {
    const files = {};
    for (const [name, file] of [...this.names].sort()) {
      files[name] = { file, integrity: `sha256-${sha256(this.files.get(file), "base64")}` };
    }
    const sources = {};
    for (const path of [...this.inputs].sort()) sources[path] = sha256(readFileSync(join(ROOT, path)), "hex");
    return `${JSON.stringify({ files, sources }, null, 1)}\n`;
  }
}

async function buildIslands(output) {
  const paths = find(join(ROOT, "crates"), (name) => name.endsWith(".island.ts"));
  const nameOf = (path) => basename(path, ".island.ts");
  const names = paths.map(nameOf);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw new Error(`two islands are called ${twice}`);
  if (paths.length === 0) return {};
  const result = await esbuild.build({
    ...SHARED,
    entryPoints: paths.map((path) => ({ in: fromRoot(path), out: nameOf(path) })),
    entryNames: "island-[name]-[hash]",
    chunkNames: "chunk-[hash]",
    splitting: true,
  });
  const entries = output.take(result, (path) => `islands/${nameOf(path)}.js`);
  return Object.fromEntries(Object.entries(entries).map(([name, file]) => [basename(name, ".js"), `./${file}`]));
}

async function buildScripts(output, islands) {
  const result = await esbuild.build({
    ...SHARED,
    entryPoints: ["web/src/app.ts", ...find(join(WEB, "src"), (name) => name.endsWith(".entry.ts")).map(fromRoot)],
    entryNames: "[name]-[hash]",
    define: { ISLAND_FILES: JSON.stringify(islands) },
  });
  output.take(result, (path) => `${basename(path, ".ts").replace(/\.entry$/, "")}.js`);
}

/** Browsers without light-dark() get the light theme instead of no colours at all. */
function lightFallback() {
  const tokens = readFileSync(join(WEB, "css/tokens.css"), "utf8");
  const pairs = [...tokens.matchAll(/(--[\w-]+):\s*light-dark\(\s*([^,]+),[^;]+\);/g)];
  const lines = pairs.map(([, name, light]) => `${name}:${light};`);
  return `@supports not (color: light-dark(#000,#fff)){:root{${lines.join("")}}}`;
}

async function buildStyles(output) {
  // A layer is a file, or a folder whose files follow each other by their numbers.
  const own = (layer) => {
    const file = join(WEB, "css", `${layer}.css`);
    return existsSync(file) ? [file] : find(join(WEB, "css", layer), (name) => name.endsWith(".css"));
  };
  const slices = find(join(ROOT, "crates"), (name) => name.endsWith(".css"));
  const imports = LAYERS.flatMap((layer) =>
    (layer === "slices" ? slices : own(layer)).map((path) => `@import "./${fromRoot(path)}" layer(${layer});`),
  );
  const layerOf = (path) => basename(relative(join(WEB, "css"), path).split(sep)[0], ".css");
  const unknown = find(join(WEB, "css"), () => true).filter((path) => !LAYERS.includes(layerOf(path)));
  if (unknown.length > 0) throw new Error(`no layer for ${unknown.map(fromRoot).join(", ")}`);
  const contents = `@layer ${LAYERS.join(",")};\n${imports.join("\n")}\n@layer tokens{${lightFallback()}}`;
  const result = await esbuild.build({
    ...SHARED,
    stdin: { contents, loader: "css", resolveDir: ROOT, sourcefile: "<stdin>" },
  });
  for (const input of Object.keys(result.metafile.inputs)) output.note(input);
  output.addHashed("app.css", result.outputFiles[0].contents);
}

/** One SVG with a <symbol> for each icon of icons.json and each drawing of icons/. */
function buildIcons(output) {
  const own = find(join(WEB, "icons"), (name) => name.endsWith(".svg"));
  const names = JSON.parse(readFileSync(join(WEB, "icons.json"), "utf8"));
  const lucide = names.map((name) => join(WEB, "node_modules/lucide-static/icons", `${name}.svg`));
  const symbols = [...lucide, ...own].map((path) => {
    const drawing = readFileSync(path, "utf8");
    const shapes = drawing.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
    const lines = shapes.split("\n").map((line) => line.trim());
    return `<symbol id="${basename(path, ".svg")}" viewBox="0 0 24 24">${lines.join("")}</symbol>`;
  });
  const notice = "Icons: Lucide 1.62.0, ISC License, (c) Lucide Icons and Contributors; parts MIT, (c) Cole Bemis (Feather)";
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><!-- ${notice} -->\n${symbols.join("\n")}\n</svg>\n`;
  output.addHashed("icons.svg", Buffer.from(sprite));
  for (const path of own) output.inputs.add(fromRoot(path));
}

function buildStatic(output) {
  for (const path of find(join(WEB, "static"), () => true)) {
    output.inputs.add(fromRoot(path));
    output.addHashed(basename(path), readFileSync(path));
  }
}

async function build() {
  const output = new Output();
  for (const name of ["build.mjs", "icons.json", "package.json", "package-lock.json", "tsconfig.json"]) {
    output.inputs.add(`web/${name}`);
  }
  const islands = await buildIslands(output);
  await buildScripts(output, islands);
  await buildStyles(output);
  buildIcons(output);
  buildStatic(output);
  output.files.set("manifest.json", Buffer.from(output.manifest()));
  return output;
}

const inDist = () => find(DIST, () => true).map((path) => basename(path));

function write({ files }) {
  mkdirSync(DIST, { recursive: true });
  for (const name of inDist()) if (!files.has(name)) rmSync(join(DIST, name));
  for (const [name, bytes] of files) {
    const path = join(DIST, name);
    if (!existsSync(path) || !readFileSync(path).equals(bytes)) writeFileSync(path, bytes);
  }
}

/** Differences between the build in memory and dist/, one line each. */
function compare({ files }) {
  const unwanted = inDist().filter((name) => !files.has(name)).map((name) => `unwanted ${name}`);
  const wrong = [...files].flatMap(([name, bytes]) => {
    const path = join(DIST, name);
    if (!existsSync(path)) return [`missing  ${name}`];
    return readFileSync(path).equals(bytes) ? [] : [`differs  ${name}`];
  });
  return [...unwanted, ...wrong];
}

async function report(output) {
  const { gzipSync } = await import("node:zlib");
  for (const [name, limit] of Object.entries(BUDGETS)) {
    const size = gzipSync(output.files.get(output.names.get(name)), { level: 9 }).length;
    console.log(`${name}: ${size} bytes gzip of ${limit}`);
    if (size > limit) throw new Error(`${name} is over its budget`);
  }
}

async function watchInputs() {
  let timer;
  const again = () => build().then(write).then(() => console.log("built"), (error) => console.error(error.message));
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(again, 60);
  };
  const folders = ["src", "css", "static", "icons", "../crates"].map((name) => join(WEB, name)).filter(existsSync);
  for (const folder of folders) {
    watch(folder, { recursive: true }, (_, name) => /\.(ts|css|svg|png)$/.test(name ?? "") && soon());
  }
  console.log("watching");
}

async function main() {
  const output = await build();
  if (process.argv.includes("--check")) {
    const differences = compare(output);
    for (const line of differences) console.error(line);
    if (differences.length > 0) {
      console.error("web/dist is not what the sources make: run `node build.mjs` in web/ and commit");
      process.exitCode = 1;
      return;
    }
  } else {
    write(output);
  }
  await report(output);
  if (process.argv.includes("--watch")) await watchInputs();
}

await main();
