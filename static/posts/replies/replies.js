// A thread that is open: replies arrive without moving what is read, and writing one leaves the page where it is.
import "./quoting.js";
import "./live.js";
import "./composer.js";
import "./naming.js";
import "./links.js";
import "../drafts/drafts.js";
