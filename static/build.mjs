// Bundles static/ into static/built/ under hashed names and writes the manifest that `asset()` reads.
// The same sources always give the same bytes, so a rebuilt file keeps its address and stays cached.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { emoji } from "./emoji.mjs";

const STATIC = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(STATIC);
const BUILT = join(STATIC, "built");

/** Scripts that are their own entry. One that is not written yet is skipped. */
const SCRIPTS = [
  "site.js",
  "community/chat/chat.js",
  "community/moderation/queue.js",
  "community/engagement/passport.js",
  "community/entrance/passkeys.js",
  "community/leaving/packing.js",
  "community/notifications/notifications.js",
  "community/notifications/push.js",
  "behaviours/offline-page.js",
  "sw.js",
  "livestream/trips/trip.js",
  "posts/blog/editor.js",
  "posts/blog/story.js",
  "posts/shopping/list.js",
  "posts/shopping/piece.js",
  "posts/shopping/pasting.js",
  "posts/finding.js",
  "posts/feed.js",
  "posts/replies/replies.js",
  "posts/drafts/drafts.js",
  "posts/forum/board.js",
  "posts/forum/topic.js",
  "posts/forum/similar.js",
  "livestream/streams/watching.js",
  "livestream/streams/studio.js",
  "livestream/shelf/shelf.js",
  "livestream/outlets/outlets.js",
  "livestream/replay/replay.js",
];

/** Fonts a page asks for before the stylesheet has been read. */
const PRELOADED = {
  "newsreader-latin-wght-normal.woff2": "fonts/newsreader.woff2",
  "inter-latin-wght-normal.woff2": "fonts/inter.woff2",
};

const manifest = {};
const outputs = new Set(["manifest.json"]);

await needPackages();
await mkdir(BUILT, { recursive: true });
await bundle();
await keep("icons.svg", await sprite());
for (const name of ["icon-180.png", "icon-192.png", "icon-512.png", "icon-full.png"])
  await keep(name, await readFile(join(STATIC, name)));
await keep("icon.svg", await readFile(join(STATIC, "icon.svg"), "utf8"));
for (const tongue of ["en", "zh", "vi"])
  await keep(`emoji-${tongue}.json`, JSON.stringify(await emoji(join(ROOT, "node_modules"), tongue)));
await writeManifest();
await sweep();

/** Said in words, before esbuild says it in its own. */
async function needPackages() {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !existsSync(join(ROOT, "node_modules", name)),
  );
  if (missing.length > 0) stop(`Not installed yet: ${missing.join(", ")}. Run: npm ci`);
}

/** Styles, scripts and the fonts they name, through esbuild. */
async function bundle() {
  const scripts = SCRIPTS.filter((path) => existsSync(join(STATIC, path)));
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["site.css", ...scripts].map((path) => join(STATIC, path)),
    outbase: STATIC,
    outdir: BUILT,
    entryNames: "[dir]/[name]-[hash]",
    chunkNames: "shared/[name]-[hash]",
    assetNames: "fonts/[name]-[hash]",
    loader: { ".woff2": "file" },
    bundle: true,
    format: "esm",
    splitting: true,
    minify: true,
    metafile: true,
    legalComments: "none",
    target: "es2022",
    logLevel: "warning",
  });
  for (const [output, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
    const font = PRELOADED[Object.keys(inputs)[0]?.split("/").at(-1)];
    const name = entryPoint ? relative("static", entryPoint) : font;
    remember(output, name);
  }
}

/** The chosen lucide icons as one file of symbols, drawn with the stroke of `.icon`. */
async function sprite() {
  const names = (await readFile(join(STATIC, "icons.txt"), "utf8")).split(/\s+/).filter(Boolean);
  const symbols = [...new Set(names)].sort().map(async (name) => {
    const file = join(ROOT, "node_modules/lucide-static/icons", `${name}.svg`);
    if (!existsSync(file)) stop(`static/icons.txt asks for "${name}", which lucide does not have.`);
    const [, drawing] = (await readFile(file, "utf8")).match(/<svg[^>]*>(.*)<\/svg>/s);
    const lines = drawing.trim().replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${lines}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${(await Promise.all(symbols)).join("")}</svg>\n`;
}

/** Writes one file that esbuild does not make, under a name that holds its hash. */
async function keep(name, text) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase();
  const path = join(BUILT, name.replace(/(\.\w+)$/, `-${hash}$1`));
  await writeFile(path, text);
  remember(relative(ROOT, path), name);
}

function remember(output, name) {
  outputs.add(relative("static/built", output));
  if (name) manifest[name] = relative("static/built", output);
}

/** In one step, so that a running server never reads half of it. */
async function writeManifest() {
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(join(BUILT, "manifest.json.new"), `${JSON.stringify(sorted, null, 2)}\n`);
  await rename(join(BUILT, "manifest.json.new"), join(BUILT, "manifest.json"));
}

/** Files of earlier builds go, once the manifest no longer names them. */
async function sweep() {
  for (const entry of await readdir(BUILT, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !outputs.has(relative(BUILT, path))) await rm(path);
  }
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
