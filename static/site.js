// What every page does beyond its HTML. Each behaviour stands alone; the order is that of listening.
import "./behaviours/confirm.js";
import "./behaviours/likes.js";
import "./behaviours/keep.js";
import "./behaviours/once.js";
import "./behaviours/menus.js";
import "./behaviours/toasts.js";
import "./behaviours/times.js";
import "./behaviours/keyboard.js";
import "./behaviours/prefetch.js";
import "./behaviours/reveal.js";
import "./behaviours/copy.js";
import "./behaviours/offline.js";
import "./behaviours/scores.js";
import "./behaviours/counts.js";
