// Writing a story: what the form does by itself, made quicker and more pleasant. Each part stands alone.
import { offerFormatting } from "./writing/formatting.js";
import { offerCrop } from "./writing/cropping.js";
import { keepSaved } from "./writing/saving.js";
import { showPreview } from "./writing/preview.js";
import { lines, takePhotos } from "./writing/photos.js";
import { type } from "./writing/typing.js";
import { offerLists } from "./writing/choosing.js";
import { askForLink } from "./writing/linking.js";
import { offerNames } from "./writing/naming.js";
import { layPaper } from "./writing/paper.js";
import { offerPlain } from "./writing/turning.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-editor]"));
let onPaper = () => false;
const link = askForLink(() => paper.view);
const takesFiles = takePhotos(form, () => (onPaper() ? paper : null));
const paper = layPaper(form, { link, plugins: [offerNames(form)], lines, takesFiles });
onPaper = offerPlain(form, paper);

offerFormatting(form, onPaper, (tool) => (tool === "link" ? link() : paper.run(tool)));
offerLists(form, (words) =>
  onPaper() ? paper.insert(words) : type(form.querySelector("[data-text]"), `\n\n${words}\n\n`),
);
showPreview(form);
offerCrop(form);
keepSaved(form);
