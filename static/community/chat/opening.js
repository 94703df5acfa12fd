// The conversation comes as a file of its own, and only where a room is shown.
/**
 * Where the line broke before the file had come, the page is asked for anew when the line is back. While the
 * line holds nothing is asked twice: a file that is not there would be asked for without end.
 * @param {import("socket.io-client").Socket} socket
 */
export async function openConversation(socket) {
  const conversation = await import("./conversation.js").catch(() => null);
  if (conversation) conversation.open(socket);
  else socket.io.once("reconnect", () => location.reload());
}
