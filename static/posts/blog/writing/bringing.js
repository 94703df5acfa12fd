// One photo on its way to the server, telling how far it is.

/**
 * @param {File} file
 * @param {(percent: number) => void} moved
 * @returns {Promise<{id: string, markdown: string, preview: string}>} or an Error, which has words where the
 *   server refused and none where it was not reached
 */
export function bring(file, moved) {
  const request = new XMLHttpRequest(); // fetch cannot tell how far an upload is
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) => moved((100 * loaded) / total));
  const answer = new Promise((resolve, reject) => {
    request.addEventListener("load", () => {
      if (request.status === 201) resolve(request.response);
      else reject(new Error(request.status < 500 ? request.response?.detail : ""));
    });
    request.addEventListener("error", () => reject(new Error("")));
  });
  request.open("POST", "/photos");
  request.setRequestHeader("Accept", "application/json");
  const words = new FormData();
  words.append("file", file);
  request.send(words);
  return answer;
}
