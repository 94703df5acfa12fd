// `node client.mjs SCENE URL TRANSPORTS`: the official client plays a scene and prints what happened, a line each.
import { io } from "socket.io-client";

const [scene, url, transports] = process.argv.slice(2);
const tell = (fact) => console.log(JSON.stringify(fact));
const heard = (emitter, event) => new Promise((resolve) => emitter.once(event, resolve));

async function arrive(room = "hall") {
  const chosen = JSON.parse(transports);
  const socket = io(url, { transports: chosen, forceNew: true, reconnection: false });
  socket.on("connect_error", (error) => tell({ refused: error.message }));
  const upgraded = chosen.length > 1 && heard(socket.io.engine, "upgrade");
  await heard(socket, "connect");
  await upgraded;
  socket.lines = [];
  socket.on("line", (line) => socket.lines.push(line));
  await socket.emitWithAck("join", room);
  return socket;
}

async function hears(socket, count) {
  while (socket.lines.length < count) await heard(socket, "line");
}

const scenes = {
  async visit() {
    const hall = "visit " + transports;
    const socket = await arrive(hall);
    const acked = await socket.emitWithAck("broadcast", { room: hall, count: 50 });
    await hears(socket, 50);
    const numbers = socket.lines.map((line) => line.number);
    const { text } = socket.lines[0];
    socket.on("question", (number, answer) => answer(number * 7));
    socket.emit("answer me", hall);
    const answered = await heard(socket, "heard");
    tell({ acked, numbers, text, answered, transport: socket.io.engine.transport.name });
    socket.disconnect();
  },

  async others() {
    const [ada, ben] = [await arrive("others"), await arrive("others")];
    await ada.emitWithAck("broadcast", { room: "others", count: 1 });
    ada.emit("to the others", "others");
    await ada.emitWithAck("broadcast", { room: "others", count: 1 });
    await Promise.all([hears(ada, 2), hears(ben, 3)]);
    tell([ada, ben].map((socket) => socket.lines.map((line) => line.number)));
    await ben.emitWithAck("leave", "others");
    await ada.emitWithAck("broadcast", { room: "others", count: 1 });
    await Promise.all([hears(ada, 3), ben.emitWithAck("join", "elsewhere")]);
    tell(ben.lines.length);
    ada.disconnect();
    ben.disconnect();
  },

  async large() {
    const socket = await arrive("large");
    for (const length of [125, 126, 65_535, 65_536, 300_000]) {
      const text = "x".repeat(length);
      await socket.emitWithAck("broadcast", { room: "large", count: 1, text });
      await hears(socket, 1);
      tell(socket.lines.pop().text === text);
    }
    socket.disconnect();
  },

  async stays() {
    const socket = await arrive();
    tell(socket.id);
    tell(await heard(socket, "disconnect"));
  },

  // Twenty healthy browsers; the next message is said when all of them have the last one.
  async twenty() {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => arrive("hall")));
    const text = "x".repeat(20_000);
    for (let count = 1; count <= 150; count++) {
      sockets[0].emit("broadcast", { room: "hall", count: 1, text });
      await Promise.all(sockets.map((socket) => hears(socket, count)));
    }
    tell(sockets.map((socket) => socket.connected && socket.lines.length));
    for (const socket of sockets) socket.disconnect();
  },

  // Thirty messages from outside any socket, by a page, as fast as it can.
  async burst() {
    const socket = await arrive("hall");
    const words = [];
    const all = new Promise((resolve) => {
      socket.on("word", (word) => words.push(word.number) === 30 && resolve());
    });
    const other = await arrive("hall");
    await fetch(url + "/burst/30");
    await all;
    tell(words);
    socket.disconnect();
    other.disconnect();
  },
};

await scenes[scene]();
