// Photos come by button, paste and drop. Something holds their place in the story until they have arrived.
import { shape } from "../../../behaviours/words.js";
import { exchange, type } from "./typing.js";
import { bring } from "./bringing.js";

/** What tells how far each photo is, by its id: the paper shows it in the photo's place. */
export const lines = new Map();

/**
 * @param {HTMLFormElement} form
 * @param {() => ReturnType<typeof import("./paper.js").layPaper> | null} paper where it is in front
 * @returns {(files: FileList) => boolean} takes those that are pictures, says whether there were any
 */
export function takePhotos(form, paper) {
  const area = form.querySelector("[data-text]");
  const sheet = form.querySelector("[data-sheet]");
  const button = form.querySelector("[data-add-photos]");
  const cover = form.querySelector("[data-cover-file]");
  button.hidden = false;

  const takes = (files) => {
    const some = pictures(files);
    for (const file of some) place(form, area, paper(), file);
    return some.length > 0;
  };
  form.querySelector("[data-photos]").addEventListener("change", ({ target }) => {
    takes(target.files);
    target.value = "";
  });
  cover.addEventListener("change", () => {
    for (const file of cover.files) start(form, file, (photo) => offerCover(form, photo, true));
    cover.value = "";
  });
  area.addEventListener("paste", (event) => takes(event.clipboardData.files) && event.preventDefault());
  sheet.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    sheet.classList.add("dropping");
  });
  sheet.addEventListener("dragleave", () => sheet.classList.remove("dropping"));
  sheet.addEventListener(
    "drop",
    (event) => {
      sheet.classList.remove("dropping");
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      takes(event.dataTransfer.files);
    },
    { capture: true },
  );
  return takes;
}

/** @param {FileList} files */
function pictures(files) {
  return [...files].filter((file) => file.type.startsWith("image/"));
}

function place(form, area, paper, file) {
  const id = Math.random().toString(36).slice(2, 10);
  const name = file.name.replace(/[[\]()]/g, "");
  const holder = `![${form.dataset.wordUploading.replace("%s", name)}](#${id})`;
  const line = lineOf(form, file);
  if (paper) {
    lines.set(id, line);
    paper.hold(id);
  } else {
    type(area, `${area.selectionStart > 0 ? "\n\n" : ""}${holder}\n\n`);
    form.querySelector("[data-uploads]").append(line);
  }
  const settle = (words) => settled(form, area, { id, holder, paper, words });
  go(
    form,
    line,
    file,
    (photo) => {
      settle(photo.markdown);
      offerCover(form, photo, false);
    },
    () => settle(""),
  );
}

/** Wherever its place is now: on the paper, in the text, or nowhere any more. */
function settled(form, area, { id, holder, paper, words }) {
  lines.delete(id);
  if (paper?.arrive(id, words)) return;
  const found = (!words && exchange(area, `${holder}\n\n`, "")) || exchange(area, holder, words);
  if (!found && words) exchange(area, area.value, `${area.value.trimEnd()}\n\n${words}\n`);
  form.dispatchEvent(new Event("restored"));
}

function start(form, file, arrived) {
  const line = lineOf(form, file);
  form.querySelector("[data-uploads]").append(line);
  go(form, line, file, arrived, () => {});
}

/** One line of progress, with a way to try again or to leave it out. */
function lineOf(_form, file) {
  const line = shape("upload").firstElementChild;
  line.querySelector(".upload-name").textContent = file.name;
  return line;
}

function go(form, line, file, arrived, dropped) {
  const [error, again, drop] = [".error", "[data-again]", "[data-drop]"].map((each) =>
    line.querySelector(each),
  );
  const attempt = async () => {
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
  again.addEventListener("click", attempt);
  drop.addEventListener("click", () => {
    line.remove();
    dropped();
  });
  attempt();
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
