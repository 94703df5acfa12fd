// A list one may change: put in order by hand, changed without leaving the page.
import "./arranging.js";
import "./live.js";
import "./quietly.js";
