// Who is in the room, for whoever begins a name; those who keep it may call everybody.
import { ask, room, sentence } from "./room.js";

let members = null;

/** @param {string} begun @returns {Promise<import("./completing.js").Offer[]>} */
export async function called(begun) {
  members ??= [...(await ask(`${room.url}/members`)).items, ...everybody()];
  return members
    .filter(({ handle, name }) => handle.startsWith(begun) || name.toLowerCase().includes(begun))
    .map(({ handle, name }) => ({ text: `@${handle}`, main: name, beside: `@${handle}` }));
}

const everybody = () =>
  room.keeps && room.kind !== "direct" ? [{ handle: "room", name: sentence("everybody") }] : [];
