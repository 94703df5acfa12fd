// Photos come by button, paste and drop. A placeholder holds their place in the text until they have arrived.
import { shape } from "../../../behaviours/words.js";
import { exchange, type } from "./typing.js";
import { bring } from "./bringing.js";

/** @param {HTMLFormElement} form */
export function takePhotos(form) {
  const area = form.querySelector("[data-text]");
  const sheet = form.querySelector("[data-sheet]");
  const button = form.querySelector("[data-add-photos]");
  const cover = form.querySelector("[data-cover-file]");
  button.hidden = false;

  form.querySelector("[data-photos]").addEventListener("change", ({ target }) => {
    place(form, area, target.files);
    target.value = "";
  });
  cover.addEventListener("change", () => {
    for (const file of cover.files) start(form, file, (photo) => offerCover(form, photo, true));
    cover.value = "";
  });
  area.addEventListener("paste", (event) => {
    if (pictures(event.clipboardData.files).length === 0) return;
    event.preventDefault();
    place(form, area, event.clipboardData.files);
  });
  sheet.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    sheet.classList.add("dropping");
  });
  sheet.addEventListener("dragleave", () => sheet.classList.remove("dropping"));
  sheet.addEventListener("drop", (event) => {
    sheet.classList.remove("dropping");
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    place(form, area, event.dataTransfer.files);
  });
}

/** @param {FileList} files */
function pictures(files) {
  return [...files].filter((file) => file.type.startsWith("image/"));
}

function place(form, area, files) {
  for (const file of pictures(files)) {
    const name = file.name.replace(/[[\]()]/g, "");
    const holder = `![${form.dataset.wordUploading.replace("%s", name)}](#${Math.random().toString(36).slice(2, 10)})`;
    type(area, `${area.selectionStart > 0 ? "\n\n" : ""}${holder}\n\n`);
    const arrived = (photo) => {
      exchange(area, holder, photo.markdown);
      offerCover(form, photo, false);
    };
    start(form, file, arrived, () => exchange(area, `${holder}\n\n`, "") || exchange(area, holder, ""));
  }
}

/** One line of progress, with a way to try again or to leave it out. */
function start(form, file, arrived, dropped = () => {}) {
  const line = shape("upload").firstElementChild;
  const [error, again, drop] = [".error", "[data-again]", "[data-drop]"].map((each) =>
    line.querySelector(each),
  );
  line.querySelector(".upload-name").textContent = file.name;
  form.querySelector("[data-uploads]").append(line);

  const go = async () => {
    for (const part of [error, again, drop]) part.hidden = true;
    line.querySelector("progress").hidden = false;
    try {
      arrived(await bring(file, (percent) => (line.querySelector("progress").value = percent)));
      line.remove();
    } catch (trouble) {
      error.querySelector("[data-trouble]").textContent = trouble.message || form.dataset.wordPhotoLost;
      line.querySelector("progress").hidden = true;
      for (const part of [error, drop]) part.hidden = false;
      again.hidden = Boolean(trouble.message);
    }
  };
  again.addEventListener("click", go);
  drop.addEventListener("click", () => {
    line.remove();
    dropped();
  });
  go();
}

/** What was brought can be the cover; the first one of a story is. */
function offerCover(form, photo, chosen) {
  const covers = form.querySelector("[data-covers]");
  const known = covers.querySelector(`[value="${CSS.escape(photo.id)}"]`);
  const choice = known?.closest("label") ?? shape("cover-choice").firstElementChild;
  const radio = choice.querySelector("input");
  if (!known) {
    radio.value = photo.id;
    choice.querySelector("img").src = photo.preview;
    covers.append(choice);
  }
  if (!chosen && form.elements.namedItem("cover").value) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}
