// A browser that has passkeys offers them: it asks for a challenge, lets the key sign it, and goes where it is told.

/** @param {HTMLElement} box */
async function use(box) {
  const options = await told(box.dataset.challenge);
  const signed = await (box.dataset.passkey === "create" ? made(options) : shown(options));
  const { location: next } = await told(box.dataset.answer, signed.toJSON());
  const form = box.closest("form[data-goes-on]");
  if (form)
    HTMLFormElement.prototype.submit.call(form); // by the key, not by what is typed in it
  else location.assign(next);
}

function made(options) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return navigator.credentials.create({ publicKey });
}

function shown(options) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey });
}

/** Sends, and answers what came; where the club asks for fresh proof, the page goes there. */
async function told(address, facts = {}) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(facts) });
  const said = await answer.json();
  if (answer.ok) return said;
  if (said.needs === "proof") location.assign(`${said.at}?next=${encodeURIComponent(location.pathname)}`);
  throw new Refused(said.detail);
}

/** The club has said why in words for the member. */
class Refused extends Error {}

for (const box of document.querySelectorAll("[data-passkey]")) {
  const [button, words] = [box.querySelector("button"), box.querySelector("[role=alert]")];
  box.hidden = !window.PublicKeyCredential?.parseRequestOptionsFromJSON;
  button.addEventListener("click", async () => {
    button.disabled = true;
    words.hidden = true;
    try {
      await use(box);
    } catch (trouble) {
      const unused = box.querySelector("template").content.textContent;
      words.textContent = trouble instanceof Refused ? trouble.message : unused;
      words.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}
