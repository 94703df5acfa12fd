// Writing a story: what the form does by itself, made quicker. Each part stands alone.
import { offerFormatting } from "./writing/formatting.js";
import { keepSaved } from "./writing/saving.js";
import { showPreview } from "./writing/preview.js";
import { takePhotos } from "./writing/photos.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-editor]"));

offerFormatting(form);
takePhotos(form);
showPreview(form);
keepSaved(form);
